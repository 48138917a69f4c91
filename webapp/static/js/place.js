// `#/payouts` and its like on any link of ours: kept through the sign-in, gone to once one is in.
(() => {
  'use strict';
  const PAGES = { balance: '/', payouts: '/payouts', earnings: '/earnings', activity: '/activity', account: '/settings' };
  // Whoever is in as somebody else has yet to come through the door.
  const isAtDoor = /^\/(verify|choose|signin)/.test(location.pathname);
  const isIn = () => Boolean(document.getElementById('session')) && !isAtDoor;

  function go() {
    const [, name, query = ''] = /^#\/(\w+)(\?.*)?$/.exec(location.hash) ?? [];
    if (isIn() && Object.hasOwn(PAGES, name ?? '')) location.replace(PAGES[name] + query);
  }

  // No browser sends what stands behind `#`, so each form says it, and each link has it again.
  function keep() {
    for (const form of document.querySelectorAll('main form[method="post"]')) {
      const field = Object.assign(document.createElement('input'), { type: 'hidden', name: 'place', value: location.hash });
      if (!form.elements.place) form.append(field);
    }
    for (const link of document.querySelectorAll('main a[href^="/"]')) link.hash ||= location.hash;
  }

  function look() {
    if (!location.hash.startsWith('#/')) return;
    if (isIn()) go(); else keep();
  }

  addEventListener('hashchange', look);
  document.addEventListener('htmx:after:swap', look);
  look();
})();
