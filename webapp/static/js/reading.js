// Says no to `rows-arrive` while somebody may be reading the list: rows that come must move nothing.
(() => {
  'use strict';
  const QUIET = 3;
  let touched = -Infinity, isTopInSight = true;

  // A frame as high as its page scrolls with the page around it: what is in sight the browser alone knows.
  const sight = new IntersectionObserver((seen) => { isTopInSight = seen.at(-1).isIntersecting; });
  function watch() {
    const top = 'frame' in document.documentElement.dataset && document.getElementById('activity-title');
    sight.disconnect();
    if (top) sight.observe(top);
  }

  // At the page's top with nothing touched for a moment one watches; further down one reads.
  function isRead(list) {
    if (list.getBoundingClientRect().top >= innerHeight) return false; // not in sight yet
    const feed = list.closest('section');
    const isBusy = feed.querySelector('details[open], :focus:not([tabindex="-1"]), :focus-visible') || !getSelection().isCollapsed;
    return isBusy || scrollY >= 1 || !isTopInSight || Date.now() - touched < QUIET * 1000;
  }

  document.addEventListener('rows-arrive', (event) => { if (isRead(event.target)) event.preventDefault(); });
  document.addEventListener('htmx:after:swap', watch);
  watch();
  for (const kind of ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart', 'scroll']) {
    addEventListener(kind, () => { touched = Date.now(); }, { passive: true, capture: true });
  }
})();
