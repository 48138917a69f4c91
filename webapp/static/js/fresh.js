// Asks for this page as it is now, whenever somebody says `look-again`: 304 while nothing has changed.
(() => {
  'use strict';
  const PACE = 200, AGAIN = 1000, PATIENCE = 15_000;
  const known = { url: '', tag: '' };
  let isAsking = false, isWanted = false, failed = 0;

  const here = () => location.pathname + location.search;

  // Whoever cannot show it now says so by `preventDefault`, and is told again.
  function tell(html) {
    const page = new DOMParser().parseFromString(html, 'text/html');
    if (document.dispatchEvent(new CustomEvent('page-fresh', { detail: { page }, cancelable: true }))) return;
    known.tag = '';
    setTimeout(look, AGAIN);
  }

  async function ask() {
    const url = here();
    if (known.url !== url) Object.assign(known, { url, tag: '' });
    // A whole page, since it travels compressed and all its panels are of one moment.
    const headers = { 'HX-Request': 'true', 'HX-Request-Type': 'full', 'X-Background': '1' };
    if (known.tag) headers['If-None-Match'] = known.tag;
    const answer = await fetch(url, { headers });
    const isOver = answer.status === 401 || (answer.redirected && new URL(answer.url).pathname !== location.pathname);
    if (isOver) document.dispatchEvent(new Event('session-over'));
    if (answer.status >= 500) throw new Error('a change is still to be shown');
    if (isOver || answer.status !== 200) return;
    const html = await answer.text();
    if (url !== here()) { isWanted = true; return; } // another range was chosen meanwhile
    known.tag = answer.headers.get('ETag') ?? '';
    tell(html);
  }

  async function look() {
    if (!document.querySelector('[data-live]') || document.hidden) return;
    isWanted = isAsking;
    if (isAsking) return;
    isAsking = true;
    failed = await ask().then(() => 0, () => failed + 1);
    // Not all pages that a server failed come back in one moment.
    const pause = failed ? Math.min(PATIENCE, AGAIN * 2 ** failed) * (0.5 + Math.random()) : PACE;
    setTimeout(() => { isAsking = false; if (isWanted || failed) look(); }, pause);
  }

  document.addEventListener('look-again', look);
})();
