// How the frame is to look, and the properties that stand for attributes of the same names.
const APPEARANCE_MAX = 3000;

const appearanceOf = (element) => {
  const text = element.getAttribute('appearance');
  try {
    return text?.length > APPEARANCE_MAX ? null : JSON.parse(text);
  } catch {
    return null; // the frame judges the values; what is no JSON does not even get there
  }
};

// `view` is what else is hidden, `appearance` the colours and shapes; the frame drops what it does not know.
function lookOf(element) {
  const { view, theme, language, appearance } = element;
  return { view, theme, language, appearance: appearance?.variables ?? appearance };
}

function property(name, read, written = (value) => value) {
  Object.defineProperty(ExpressDashboard.prototype, name, {
    get() { return read(this); },
    set(value) {
      if (value == null) this.removeAttribute(name);
      else this.setAttribute(name, written(value));
    },
  });
}

for (const name of TEXTS) property(name, (element) => element.getAttribute(name));
property('appearance', appearanceOf, (value) => (typeof value === 'string' ? value : JSON.stringify(value)));
if (!customElements.get('express-dashboard')) customElements.define('express-dashboard', ExpressDashboard);
