// How the element looks where there is no frame: in the page's own ink and letters.
const SHEET = new CSSStyleSheet(); // a <style> would be refused by a strict content policy
SHEET.replaceSync(`
:host { display: block; position: relative; }
iframe { display: block; width: 100%; height: 20rem; border: 0; }
.opening { position: absolute; top: 0; opacity: 0; }
section {
  display: grid; place-content: center; min-height: 12rem; border-radius: 12px;
  background: #8881; text-align: center;
}
button {
  padding: 12px 20px; border: 1px solid; border-radius: 99px;
  background: none; color: inherit; font: inherit; cursor: pointer;
}
[hidden], :host([hidden]) { display: none; }
`);
