// Holds button[data-countdown="28"] shut for 28 seconds; without it the server answers politely.
(() => {
  'use strict';

  const language = document.documentElement.lang;
  // The same figures as everywhere on the page, also where a language has others of its own.
  const words = new Intl.RelativeTimeFormat(`${language}-u-nu-latn`);

  function inWords(left) {
    if (left >= 3600) return words.format(Math.ceil(left / 3600), 'hour');
    return left >= 60 ? words.format(Math.ceil(left / 60), 'minute') : words.format(left, 'second');
  }

  function hold(button) {
    const opensAt = Date.now() + button.dataset.countdown * 1000;
    const note = button.querySelector('[data-countdown-note]');
    delete button.dataset.countdown;

    function tick() {
      // Counted from a fixed moment, since a sleeping tab skips beats.
      const left = Math.ceil((opensAt - Date.now()) / 1000);
      button.disabled = left > 0;
      note.textContent = left > 0 ? inWords(left) : '';
      if (left > 0) setTimeout(tick, 250);
    }
    tick();
  }

  const holdAll = () => document.querySelectorAll('button[data-countdown]').forEach(hold);
  document.addEventListener('htmx:after:swap', holdAll);
  holdAll();
})();
