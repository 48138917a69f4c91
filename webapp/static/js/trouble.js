// Says so in #flash when a piece of the page could not be fetched; the next try takes it away.
(() => {
  'use strict';
  const flash = document.getElementById('flash');
  const { content } = document.getElementById('trouble');
  document.addEventListener('htmx:error', () => flash.replaceChildren(content.cloneNode(true)));
  document.addEventListener('htmx:before:request', () => flash.replaceChildren());
})();
