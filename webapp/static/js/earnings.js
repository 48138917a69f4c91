// Draws each canvas[data-chart] as a line; its numbers also stand in the table beside it.
(() => {
  'use strict';
  const charts = new Map();

  function options({ values, amounts, currency, decimals }) {
    const unit = 10 ** decimals;
    const isFlat = !values.some(Boolean);
    const money = new Intl.NumberFormat(document.documentElement.lang, {
      style: 'currency', currency, notation: 'compact',
      minimumFractionDigits: 0, maximumFractionDigits: 2 });
    return {
      maintainAspectRatio: false,
      interaction: { mode: 'index', intersect: false },
      layout: { padding: { top: 8, right: 8 } },
      scales: {
        x: { grid: { display: false }, ticks: { maxRotation: 0, autoSkipPadding: 32 } },
        y: { beginAtZero: true, suggestedMax: isFlat ? unit : undefined, border: { display: false },
          ticks: { maxTicksLimit: isFlat ? 2 : 5, padding: 8,
            callback: (minor) => money.format(minor / unit).replace('-', '−') } },
      },
      plugins: {
        legend: { display: false },
        tooltip: { callbacks: { label: (at) => amounts[at.dataIndex] } },
      },
    };
  }

  function draw(canvas) {
    const series = JSON.parse(canvas.dataset.chart);
    // A line needs two ends: a lone value is shown as a dot.
    const lone = series.values.length === 1 ? { pointRadius: 5 } : {};
    charts.set(canvas, new Chart(canvas, {
      type: 'line',
      data: { labels: series.ticks, datasets: [{ data: series.values, ...lone }] },
      options: options(series),
    }));
  }

  function forget(isGone) {
    for (const [canvas, chart] of charts) {
      if (!isGone(canvas)) continue;
      chart.destroy();
      charts.delete(canvas);
    }
  }

  function drawAll() {
    for (const canvas of document.querySelectorAll('canvas[data-chart]')) {
      if (!charts.has(canvas)) draw(canvas);
    }
  }

  document.addEventListener('htmx:after:swap', () => { forget((it) => !it.isConnected); drawAll(); });
  document.addEventListener('look-changed', () => { forget(() => true); drawAll(); });
  drawAll();
})();
