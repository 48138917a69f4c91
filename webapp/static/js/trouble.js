// Says so in #flash when a piece of the page could not be had, and offers to try again.
(() => {
  'use strict';
  const flash = document.getElementById('flash');
  let wanted; // the link whose piece did not come

  function say(id) {
    flash.replaceChildren(document.getElementById(id).content.cloneNode(true));
    offer();
  }

  // What was asked for by a form is asked for again by its own button.
  function offer() {
    const button = flash.querySelector('[data-again]');
    if (button) button.hidden = !wanted?.isConnected;
  }

  function again() {
    if (wanted?.isConnected) wanted.click();
  }

  function failed({ detail }) {
    const source = detail.ctx?.sourceElement;
    wanted = source?.matches('a[href]') ? source : undefined;
  }

  // Off the line, the browser would put its own error page in the place of the figures.
  function stay(event) {
    const link = event.target.closest?.('a[href]:not([href^="#"], [hx-get], [target])');
    if (navigator.onLine || link?.origin !== location.origin || event.defaultPrevented) return;
    event.preventDefault();
    wanted = undefined;
    say('offline');
    flash.scrollIntoView({ block: 'nearest' });
  }

  document.addEventListener('htmx:before:request', () => { wanted = undefined; flash.replaceChildren(); });
  document.addEventListener('htmx:response:error', failed);
  document.addEventListener('htmx:error', (event) => { failed(event); say(navigator.onLine ? 'trouble' : 'offline'); });
  document.addEventListener('htmx:after:swap', offer);
  document.addEventListener('click', ({ target }) => { if (target.closest('[data-again]')) again(); });
  document.addEventListener('click', stay);
  addEventListener('offline', () => say('offline'));
  addEventListener('online', () => { flash.replaceChildren(); again(); });
})();
