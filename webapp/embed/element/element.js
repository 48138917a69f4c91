// <express-dashboard>: what the page asks by attributes and properties, and hears by events.
const ATTRIBUTES = ['src', 'place', 'view', 'language', 'theme', 'appearance'];

class ExpressDashboard extends HTMLElement {
  static observedAttributes = ATTRIBUTES;
  #visit = new Visit(this);
  #fetchLoginLink = null;
  #hear = (event) => hear(this.#visit, event);

  connectedCallback() {
    addEventListener('message', this.#hear);
    for (const name of [...ATTRIBUTES, 'fetchLoginLink']) {
      if (!this.hasOwnProperty(name)) continue; // else it was set before this script came
      const value = this[name];
      delete this[name];
      this[name] = value;
    }
    this.#visit.start();
  }

  disconnectedCallback() {
    removeEventListener('message', this.#hear);
    this.#visit.face.say('');
    this.#visit.stop();
  }

  connectedMoveCallback() {} // by moveBefore(), which keeps a frame as it is

  attributeChangedCallback(name, before, now) {
    const visit = this.#visit;
    if (before === now || !this.isConnected) return;
    if (name === 'src') {
      if (visit.state === 'signedin') visit.place = ''; // another seller, perhaps
      visit.start();
    } else if (name === 'place') {
      visit.place = pathOf(now);
      if (visit.state === 'signedin') visit.show(ORIGIN + (visit.place || '/'), true);
    } else if (name === 'language' && visit.state === 'signedin') {
      visit.start(); // the server writes the words
    } else {
      visit.face.dress(lookOf(this));
    }
  }

  get fetchLoginLink() { return this.#fetchLoginLink; }

  set fetchLoginLink(callback) {
    this.#fetchLoginLink = callback;
    if (!this.#visit.state) this.#visit.start();
  }
}
