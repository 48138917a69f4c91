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

for (const name of ATTRIBUTES) {
  Object.defineProperty(ExpressDashboard.prototype, name, {
    get() { return name === 'appearance' ? appearanceOf(this) : this.getAttribute(name); },
    set(value) {
      if (value == null) this.removeAttribute(name);
      else this.setAttribute(name, name === 'appearance' && typeof value !== 'string' ? JSON.stringify(value) : value);
    },
  });
}

if (!customElements.get('express-dashboard')) customElements.define('express-dashboard', ExpressDashboard);
