// The frame itself: it may leave its box by a new tab, a file or a print, never by our whole window.
const SANDBOX = 'allow-scripts allow-forms allow-same-origin allow-popups '
  + 'allow-popups-to-escape-sandbox allow-downloads allow-modals';

const make = (name, fields) => Object.assign(document.createElement(name), fields);

function frameTo(src, look, title) {
  const name = JSON.stringify({ express: 1, host: location.origin, ...look });
  const allow = `publickey-credentials-get ${ORIGIN}; clipboard-write ${ORIGIN}`;
  const iframe = make('iframe', { name, title, allow, className: 'opening' });
  iframe.setAttribute('sandbox', SANDBOX); // before the address, or it would be too late
  setScheme(iframe, look);
  iframe.src = src;
  return iframe;
}

// In another scheme than its element's a document has a ground of its own, and flickers.
function setScheme({ style }, { theme }) {
  style.colorScheme = theme === 'light' || theme === 'dark' ? theme : 'light dark';
}
