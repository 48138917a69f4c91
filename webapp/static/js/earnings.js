// Draws each canvas[data-chart] as a line; its numbers also stand in the table beside it.
(() => {
  'use strict';
  const charts = new Map();

  function options({ values, amounts, currency, decimals }, soFar) {
    const last = values.length - 1;
    const unit = 10 ** decimals;
    const isFlat = !values.some(Boolean);
    const money = new Intl.NumberFormat(document.documentElement.lang, {
      style: 'currency', currency, notation: 'compact',
      minimumFractionDigits: 0, maximumFractionDigits: 2 });
    return {
      maintainAspectRatio: false, layout: { padding: { top: 8, right: 8 } },
      interaction: { mode: 'index', intersect: false },
      scales: {
        x: { grid: { display: false }, ticks: { maxRotation: 0, autoSkipPadding: 32 } },
        y: { beginAtZero: true, suggestedMax: isFlat ? unit : undefined, border: { display: false },
          ticks: { maxTicksLimit: isFlat ? 2 : 5, padding: 8,
            callback: (minor) => money.format(minor / unit).replace('-', '−') } },
      },
      plugins: {
        legend: { display: false },
        tooltip: { callbacks: { label: ({ dataIndex: at }) => amounts[at],
          title: ([{ label, dataIndex: at }]) => (at === last ? `${label}, ${soFar}` : label) } },
      },
    };
  }

  function draw(canvas) {
    const series = JSON.parse(canvas.dataset.chart);
    // A line needs two ends: a lone value is shown as a dot.
    const lone = series.values.length === 1 ? { pointRadius: 5 } : {};
    // The last stretch is dashed: its hour, day or month is still running.
    const dash = ({ p1DataIndex: end }) => (end === series.values.length - 1 ? [4, 4] : undefined);
    charts.set(canvas, new Chart(canvas, {
      type: 'line',
      data: { labels: series.ticks, datasets: [{ data: series.values, segment: { borderDash: dash }, ...lone }] },
      options: options(series, canvas.dataset.soFar),
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
