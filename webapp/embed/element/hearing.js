// What a visit makes of what its frame says, and of what it does not say.
// Who spoke before it had loaded is there, and may be a slow machine; who did not, hardly.
const SILENT = 2000, BUSY = 10000;
const SAID = {
  blocked: 'the browser keeps no cookies of the frame',
  page: 'the frame shows an error page',
  expired: 'the session ended again at once',
  refused: 'the frame is silent: is your origin registered?',
};

const tell = ({ element }, name, detail) => element.dispatchEvent(new CustomEvent(name, { detail }));

const complain = (visit, code, message = SAID[code]) => tell(visit, 'error', { code, message });

const REACTIONS = {
  code() {},
  signedin(visit) {
    visit.renewed = 0;
    tell(visit, 'signedin');
    endTurn(visit, true);
    if (visit.language !== visit.element.language) visit.start(); // it changed while the code was typed
  },
  expired(visit) {
    tell(visit, 'expired');
    if (visit.element.fetchLoginLink) visit.renew('expired'); // else the page gives another `src`
  },
  blocked(visit) {
    complain(visit, 'blocked');
    linkOf(visit.element)
      .then((link) => visit.face.tell({ type: 'link', url: addressOf(link, visit.place) }))
      .catch(() => {}); // without it the frame says where else to go
  },
  error(visit) { complain(visit, 'page'); },
};

// Messages of this element's own window, from the dashboard's own origin; the rest is nobody's.
function hear(visit, { source, origin, data }) {
  const { iframe } = visit.face;
  if (!iframe || source !== iframe.contentWindow || origin !== ORIGIN) return;
  const { height, state, place } = understood(data) || {};
  visit.isHeard ||= height || state;
  if (height) visit.face.grow(height);
  if (!state || visit.state === 'asking') return; // what is about to go has no more to say
  visit.face.reveal();
  if (visit.state === 'opening') tell(visit, 'ready');
  if (place) visit.place = place;
  if (state === visit.state) return;
  visit.state = state;
  REACTIONS[state](visit);
}

// A document that has loaded answers; one that says nothing is a page that nobody may frame.
function loaded(visit) {
  const { turn, isHeard } = visit;
  visit.isHeard = false;
  visit.face.dress(lookOf(visit.element));
  setTimeout(() => {
    if (!visit.isHeard && turn === visit.turn) visit.renew('refused');
  }, isHeard ? BUSY : SILENT);
}
