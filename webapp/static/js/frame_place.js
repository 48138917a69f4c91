// Where a framed page is, as the server has sealed it for the page around: one seal for each address.
(() => {
  'use strict';
  const { dataset } = document.documentElement, NAME = 'X-Frame-Place', seals = {};
  const here = () => location.pathname + location.search;
  function show() {
    if (seals[here()]) dataset.place = seals[here()];
    else delete dataset.place;
  }

  seals[here()] = dataset.place;
  document.addEventListener('htmx:config:request', ({ detail }) => { detail.ctx.request.headers[NAME] = '?'; });
  document.addEventListener('htmx:after:history:update', ({ detail }) => {
    seals[here()] = detail.response?.headers.get(NAME);
    show();
  });
  document.addEventListener('htmx:after:swap', show); // Back, too
})();
