// On the page that says "no cookies here": the fresh link that the page around it has sent.
(() => {
  'use strict';
  function ours(text) {
    try {
      const url = new URL(String(text));
      return url.origin === location.origin && url.pathname.startsWith('/login/') && !url.username ? url.href : '';
    } catch {
      return '';
    }
  }

  document.addEventListener('frame-link', ({ detail }) => {
    const link = document.querySelector('[data-fresh-link]');
    const href = ours(detail);
    if (!link || !href) return;
    link.href = href;
    link.hidden = false;
    document.querySelectorAll('[data-without-link]').forEach((words) => { words.hidden = true; });
  });
})();
