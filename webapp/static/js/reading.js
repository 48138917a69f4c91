// Says no to `rows-arrive` while somebody may be reading the list: rows that come must move nothing.
(() => {
  'use strict';
  const QUIET = 3;
  let touched = -Infinity;

  // At the page's top with nothing touched for a moment one watches; further down one reads.
  function isRead(list) {
    if (list.getBoundingClientRect().top >= innerHeight) return false; // not in sight yet
    const feed = list.closest('section');
    const isBusy = feed.querySelector('details[open]') || feed.contains(document.activeElement) || !getSelection().isCollapsed;
    return isBusy || scrollY >= 1 || Date.now() - touched < QUIET * 1000;
  }

  document.addEventListener('rows-arrive', (event) => { if (isRead(event.target)) event.preventDefault(); });
  for (const kind of ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart', 'scroll']) {
    addEventListener(kind, () => { touched = Date.now(); }, { passive: true, capture: true });
  }
})();
