// A list that is narrowed takes what had the focus with it: then what it adds up to has it, not the page's top.
(() => {
  'use strict';
  let list;
  document.addEventListener('htmx:before:swap', () => { list = document.activeElement?.closest('#activity'); });
  document.addEventListener('htmx:after:swap', () => {
    if (!list || list.isConnected || document.activeElement !== document.body) return;
    (document.getElementById('activity-sums') ?? document.getElementById('activity-title'))?.focus();
  });
})();
