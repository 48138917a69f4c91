// One element's visit to the dashboard: it asks for a link, opens it, and renews it when it must.
const RENEW_AFTER = 10000;

class Visit {
  constructor(element) {
    this.element = element;
    this.face = new Face(element, () => { this.renewed = 0; this.start(); });
    Object.assign(this, { turn: 0, place: '', state: '', renewed: 0 });
  }

  // Open the frame when it is this element's turn, after all that the page sets in one go.
  start() {
    this.due ??= Promise.resolve().then(() => {
      this.due = null;
      const { isConnected, fetchLoginLink, src } = this.element;
      if (isConnected && (fetchLoginLink || src) && takeTurn(this)) this.open();
    });
  }

  async open() {
    let turn = ++this.turn, isIn = this.state === 'signedin', code = 'link_failed';
    this.state = 'asking';
    try {
      const link = await linkOf(this.element);
      if (turn !== this.turn) return; // a later link is on its way, or the element has gone
      code = 'link_invalid'; // from here on we judge, and no code of the page's own errors is passed on
      this.language = this.element.language;
      this.show(addressOf(link, this.place || pathOf(this.element.place), this.language), isIn);
    } catch (error) {
      if (turn === this.turn) this.fail(code, `${error?.message ?? error}`);
    }
  }

  show(address, isIn) {
    Object.assign(this, { state: 'opening', isHeard: false });
    if (isIn) this.face.iframe.contentWindow.location.replace(address);
    else this.face.open(address, lookOf(this.element), () => loaded(this));
  }

  // Ask for another link, but never in a circle: after one in vain only a click asks again.
  renew(code) {
    const now = Date.now();
    if (!this.element.fetchLoginLink || now - this.renewed < RENEW_AFTER) return this.fail(code);
    this.renewed = now;
    this.start();
  }

  fail(code, message) {
    this.face.say(this.face.words.failed, true);
    this.stop('failed');
    waiting.add(this); // another panel's sign-in may still help
    complain(this, code, message);
  }

  stop(state = '') {
    this.turn += 1;
    this.state = state;
    endTurn(this, false);
  }
}
