// Draws each canvas[data-chart], and draws its new numbers in place.
(() => {
  'use strict';
  const charts = new Map();
  let isTableOpen = false;

  function draw(canvas) {
    const { drawn, ...how } = Chart.viewOf(canvas);
    charts.set(canvas, Object.assign(new Chart(canvas, { type: 'line', ...how }), { drawn }));
    canvas.closest('section').querySelector('details').open = isTableOpen;
  }

  // Money has come: the same chart, with other numbers.
  function redraw(canvas, chart) {
    if (chart.drawn !== canvas.dataset.chart) Object.assign(chart, Chart.viewOf(canvas)).update('none');
  }

  function renew(isGone) {
    for (const [canvas, chart] of charts) if (isGone(canvas)) { chart.destroy(); charts.delete(canvas); } else redraw(canvas, chart);
    document.querySelectorAll('canvas[data-chart]').forEach((canvas) => { if (!charts.has(canvas)) draw(canvas); });
  }

  document.addEventListener('toggle', ({ target }) => { if (target.matches('#earnings details')) isTableOpen = target.open; }, true);
  document.addEventListener('htmx:after:swap', () => renew((it) => !it.isConnected));
  document.addEventListener('look-changed', () => renew(() => true));
  setTimeout(() => renew(() => false)); // a task of its own: taps between the two are answered
})();
