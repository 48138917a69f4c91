// How the element looks where there is no frame: in the page's own ink and letters.
const SHEET = new CSSStyleSheet(); // a <style> would be refused by a strict content policy
SHEET.replaceSync(`
:host { display: block; position: relative; }
:host([hidden]) { display: none; }
iframe { display: block; inline-size: 100%; block-size: 20rem; border: 0; }
.opening { position: absolute; inset-block-start: 0; opacity: 0; pointer-events: none; }
section {
  display: grid; place-content: center; justify-items: center; gap: 0.75rem;
  box-sizing: border-box; min-block-size: 12rem; padding: 1rem; border-radius: 12px;
  background: color-mix(in srgb, currentColor 6%, transparent); text-align: center;
}
p { margin: 0; }
button {
  min-block-size: 2.75rem; padding: 0.5rem 1.25rem; border: 1px solid; border-radius: 99px;
  background: none; color: inherit; font: inherit; cursor: pointer;
}
section[hidden], button[hidden] { display: none; }
`);
