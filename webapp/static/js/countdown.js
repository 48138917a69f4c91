// Holds button[data-countdown="28"] shut for 28 seconds; without it the server answers politely.
(() => {
  'use strict';

  function hold(button) {
    const opensAt = Date.now() + button.dataset.countdown * 1000;
    const note = button.querySelector('[data-countdown-note]');
    delete button.dataset.countdown;

    function tick() {
      // Counted from a fixed moment, since a sleeping tab skips beats.
      const left = Math.ceil((opensAt - Date.now()) / 1000);
      button.disabled = left > 0;
      note.textContent = left > 0 ? `in ${left} s` : '';
      if (left > 0) setTimeout(tick, 250);
    }
    tick();
  }

  const holdAll = () => document.querySelectorAll('button[data-countdown]').forEach(hold);
  document.addEventListener('htmx:after:swap', holdAll);
  holdAll();
})();
