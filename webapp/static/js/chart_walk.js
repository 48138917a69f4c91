// Walks along a chart: arrow keys go from point to point, Enter or a click opens the lines behind one.
(() => {
  'use strict';
  const chartOf = ({ target }) => (target.matches?.('canvas[data-chart]') ? Chart.getChart(target) : undefined);
  const rowsOf = (chart) => chart.canvas.closest('section').querySelectorAll('tbody tr');
  const current = (chart) => chart.tooltip.getActiveElements()[0]?.index;
  let tapped;

  function show(chart, active) {
    const { x = 0, y = 0 } = chart.getDatasetMeta(0).data[active[0]?.index] ?? {};
    chart.setActiveElements(active);
    chart.tooltip.setActiveElements(active, { x, y });
    chart.update('none');
  }

  function go(chart, index) {
    show(chart, [{ datasetIndex: 0, index }]);
    const { title, body, footer } = chart.tooltip;
    chart.canvas.closest('section').querySelector('[data-chart-said]').textContent
      = [...title, ...body.flatMap(({ lines }) => lines), ...footer].join('; ');
  }

  const open = (chart, index) => rowsOf(chart)[index].querySelector('a')?.click();

  function keyed(chart, key) {
    const last = rowsOf(chart).length - 1;
    const at = current(chart) ?? last;
    const on = chart.options.scales.x.reverse ? -1 : 1; // where time runs from the right, so do the keys
    const goals = { ArrowRight: at + on, ArrowLeft: at - on, ArrowUp: at + 1, ArrowDown: at - 1, Home: 0, End: last };
    if (key === 'Enter') open(chart, at);
    else if (key === 'Escape') chart.canvas.blur();
    else if (key in goals) go(chart, Math.min(last, Math.max(0, goals[key])));
    else return false;
    return true;
  }

  document.addEventListener('keydown', (event) => {
    const chart = chartOf(event);
    const isOurs = chart && !event.altKey && !event.ctrlKey && !event.metaKey;
    if (isOurs && keyed(chart, event.key)) event.preventDefault();
  });
  document.addEventListener('focusin', (event) => {
    const chart = chartOf(event);
    if (chart && event.target.matches(':focus-visible')) go(chart, current(chart) ?? rowsOf(chart).length - 1);
  });
  document.addEventListener('focusout', (event) => { const chart = chartOf(event); if (chart) show(chart, []); });
  document.addEventListener('click', (event) => {
    const chart = chartOf(event);
    const [found] = chart?.getElementsAtEventForMode(event, 'index', { intersect: false }, true) ?? [];
    if (!found) return;
    // A finger has nothing to hover with: its first tap shows a point, its second opens it.
    if (event.pointerType === 'touch' && tapped !== found.element) tapped = found.element;
    else open(chart, found.index);
  });
})();
