// Login links: only the dashboard's own are opened, and each is told where to come back to.
const SHORT = { '#/account': '/settings', '#/balance': '/' };
const SIZE_MAX = 4096, HEIGHT_MAX = 100000, PATIENCE = 15000;

// Who waited for ever for an answer would keep all panels of the page waiting, too.
async function linkOf(element) {
  const link = element.fetchLoginLink ? element.fetchLoginLink() : element.src;
  return Promise.race([link, new Promise((_, refuse) => setTimeout(refuse, PATIENCE, 'no link in 15 s'))]);
}

// One of our own paths, or nothing: never an address that could lead elsewhere.
function pathOf(place) {
  const path = SHORT[place] || String(place ?? '').replace(/^#\//, '/');
  return path.length <= 2000 && /^\/(?![/\\])[^\\\x00-\x1f]*$/.test(path) ? path : '';
}

// The address that a frame opens: the link, the place to go on at, and the language to speak.
function addressOf(link, place, language) {
  const url = new URL(link?.url ?? link, ORIGIN);
  if (url.origin !== ORIGIN || !url.pathname.startsWith('/login/')) {
    throw new Error(`no login link of ${ORIGIN}`);
  }
  const wanted = place || pathOf(url.hash);
  if (wanted) url.hash = '';
  url.searchParams.set('place', wanted || '/');
  if (language) url.searchParams.set('language', language);
  return url.href;
}

// What a frame may say, and nothing else: a height in pixels, or a state and a place.
function understood(message) {
  try {
    if (message?.express !== 1 || JSON.stringify(message).length > SIZE_MAX) return null;
  } catch {
    return null; // a circle, or a number that JSON does not know
  }
  const { type, height, state, place } = message;
  if (type === 'height' && Number.isInteger(height) && height > 0 && height <= HEIGHT_MAX) return { height };
  const isKnown = typeof state === 'string' && REACTIONS.hasOwnProperty(state); // ['expired'] is none
  return type === 'state' && isKnown ? { state, place: pathOf(place) } : null;
}
