// Says `page-at-rest` once there is nothing left to do: what hears of changes starts then, not before.
(() => {
  'use strict';
  const AT_REST = 1200, AT_LATEST = 2000; // a page that is drawn on all the time is never idle
  const say = () => dispatchEvent(new Event('page-at-rest'));
  const rest = () => setTimeout(() => (window.requestIdleCallback ?? setTimeout)(say, { timeout: AT_LATEST }), AT_REST);
  if (document.readyState === 'complete') rest(); else addEventListener('load', rest);
})();
