// Shows a page's fresh panels in the place of the old ones: what is open, focused or selected stays so.
(() => {
  'use strict';
  const FIGURES = '.figure, .payouts__next-amount, .tally__amount';
  const KEPT_BY_CANVAS = ['data-chart', 'aria-label'];

  // By itself a morph would close what a reader opened, and wipe a canvas.
  htmx.registerExtension('in-place', {
    htmx_before_morph_attr: (it, { attrName }) => attrName !== 'open' || !it.matches('details'),
    htmx_before_morph_node: (it, { newNode }) => {
      if (it.matches('canvas')) KEPT_BY_CANVAS.forEach((name) => it.setAttribute(name, newNode.getAttribute(name)));
      else if (it.matches('[data-rows]')) it.dispatchEvent(new CustomEvent('rows-fresh', { bubbles: true, detail: newNode }));
      else return true;
      return false;
    },
  });

  // A figure that has changed says so for a moment, by its colour.
  function glow(figure) {
    figure.classList.add('is-changed');
    figure.addEventListener('animationend', () => figure.classList.remove('is-changed'), { once: true });
  }

  async function show(panel, fresh) {
    const before = new Map([...panel.querySelectorAll(FIGURES)].map((it) => [it, it.textContent]));
    await htmx.swap({ sourceElement: panel, target: panel, swap: 'outerMorph', text: fresh.outerHTML });
    for (const [it, text] of before) if (it.isConnected && it.textContent !== text) glow(it);
  }

  document.addEventListener('panel-fresh', ({ target, detail }) => show(target, detail));
  document.addEventListener('page-fresh', (event) => {
    // Somebody has chosen a range: its panel is about to come.
    if (document.querySelector('[data-live].htmx-request, [data-live] .htmx-request')) { event.preventDefault(); return; }
    for (const panel of document.querySelectorAll('[data-live="panel"]')) {
      const fresh = event.detail.page.getElementById(panel.id);
      if (fresh) show(panel, fresh);
    }
  });
})();
