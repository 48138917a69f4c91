// Draws each canvas[data-chart], and draws its new numbers in place.
(() => {
  'use strict';
  const charts = new Map();
  const turn = () => new Promise((done) => { setTimeout(done); });
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

  // The page's first is made, laid out and drawn in tasks of their own, so that taps between them are answered.
  const STEPS = ['beforeUpdate', 'beforeDatasetsUpdate', 'beforeRender'];
  async function begin(canvas) {
    let done = 0;
    const inSteps = Object.fromEntries(STEPS.map((step, at) => [step, () => at < done]));
    await turn();
    const { drawn, ...how } = Chart.viewOf(canvas);
    await turn();
    if (charts.has(canvas) || !canvas.isConnected) return; // something was swapped meanwhile
    const chart = Object.assign(new Chart(canvas, { type: 'line', plugins: [{ id: 'steps', ...inSteps }], ...how }), { drawn });
    charts.set(canvas, chart);
    while (done < STEPS.length) {
      await turn();
      done += 1;
      if (charts.get(canvas) === chart) chart.update('none');
    }
  }

  document.querySelectorAll('canvas[data-chart]').forEach(begin);
})();
