// Says how a canvas[data-chart] is drawn: as a line whose words are those of the table beside it.
(() => {
  'use strict';
  const { point } = Chart.defaults.elements;

  function tooltip(rows, rtl) {
    const [, count, gross, fees] = [...rows[0].closest('table').tHead.rows[0].cells].map((it) => it.textContent);
    const words = (at) => [...rows[at].cells].map((it) => it.textContent.trim().replace(/\s+/g, ' '));
    const footer = ([{ dataIndex: at }]) => {
      const cells = words(at);
      return [`${gross}: ${cells[2]}`, `${fees}: ${cells[3]}`, `${count}: ${cells[1]}`];
    };
    const title = ([{ dataIndex: at }]) => words(at)[0];
    return { rtl, textDirection: rtl ? 'rtl' : 'ltr',
      callbacks: { title, footer, label: ({ dataIndex: at }) => words(at)[4] } };
  }

  function scales({ values, currency, decimals }, rtl) {
    const unit = 10 ** decimals;
    const isFlat = !values.some(Boolean);
    const money = new Intl.NumberFormat(`${document.documentElement.lang}-u-nu-latn`, {
      style: 'currency', currency, notation: 'compact', minimumFractionDigits: 0, maximumFractionDigits: 2 });
    money.format(0); // the first time is slow, and this is a task of its own
    return {
      // Time runs the way the page is read: in Arabic from the right.
      x: { reverse: rtl, grid: { display: false }, ticks: { maxRotation: 0, autoSkipPadding: 32 } },
      y: { position: rtl ? 'right' : 'left', beginAtZero: true, suggestedMax: isFlat ? unit : undefined, border: { display: false },
        ticks: { maxTicksLimit: isFlat ? 2 : 5, padding: 8, callback: (minor) => money.format(minor / unit).replace('-', '−') } },
    };
  }

  // How the canvas's series is drawn, by the words of the table beside it.
  Chart.viewOf = (canvas) => {
    const series = JSON.parse(canvas.dataset.chart);
    const rows = canvas.closest('section').querySelectorAll('tbody tr');
    const rtl = getComputedStyle(canvas).direction === 'rtl';
    // The last hour, day or month still runs: its stretch is dashed, its dot hollow.
    const isLast = ({ dataIndex }) => dataIndex === rows.length - 1;
    const dash = ({ p1DataIndex }) => (isLast({ dataIndex: p1DataIndex }) ? [4, 4] : undefined);
    const data = { labels: series.ticks, datasets: [{ data: series.values, segment: { borderDash: dash },
      pointRadius: (at) => (isLast(at) ? 4 : 0), pointBorderWidth: 2,
      pointHoverBackgroundColor: () => point.backgroundColor, pointHoverBorderColor: () => point.borderColor,
      pointBackgroundColor: (at) => (isLast(at) ? point.borderColor : point.backgroundColor),
      pointBorderColor: (at) => (isLast(at) ? point.backgroundColor : point.borderColor) }] };
    const options = { maintainAspectRatio: false, layout: { padding: { top: 8, right: 8, left: rtl ? 24 : 0 } }, interaction: { mode: 'index', intersect: false },
      scales: scales(series, rtl), plugins: { legend: { display: false }, tooltip: tooltip(rows, rtl) } };
    return { drawn: canvas.dataset.chart, data, options };
  };
})();
