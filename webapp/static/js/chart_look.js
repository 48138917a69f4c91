// Gives every chart the page's colours and type, and says `look-changed` when the theme does.
(() => {
  'use strict';
  let washes = []; // of the line's colour: at the top, and at the bottom
  const pen = document.createElement('canvas').getContext('2d', { willReadFrequently: true });

  // Chart.js reads sRGB only, so the browser paints our oklch() and we read the pixel back.
  function colour(name, alpha = 1) {
    pen.fillStyle = getComputedStyle(document.documentElement).getPropertyValue(name);
    pen.fillRect(0, 0, 1, 1);
    const [red, green, blue] = pen.getImageData(0, 0, 1, 1).data;
    return `rgba(${red}, ${green}, ${blue}, ${alpha})`;
  }

  function wash({ chart: { ctx, chartArea } }) {
    if (!chartArea) return 'transparent';
    const fade = ctx.createLinearGradient(0, chartArea.top, 0, chartArea.bottom);
    washes.forEach((wash, at) => fade.addColorStop(at, wash));
    return fade;
  }

  function look() {
    const { defaults } = Chart;
    const { line, point } = defaults.elements;
    const { tooltip } = defaults.plugins;
    // Figures stand at once: a line that grows is wrong until it has grown.
    defaults.animation = false;
    washes = [0.2, 0].map((alpha) => colour('--chart-line', alpha));
    defaults.color = colour('--chart-axis');
    defaults.borderColor = colour('--chart-grid');
    defaults.font.size = 0.75 * parseFloat(getComputedStyle(document.documentElement).fontSize);
    defaults.font.family = getComputedStyle(document.body).fontFamily;
    Object.assign(line, { borderColor: colour('--chart-line'), backgroundColor: wash,
      borderWidth: 2.25, cubicInterpolationMode: 'monotone', borderJoinStyle: 'round', fill: 'origin' });
    Object.assign(point, { radius: 0, hoverRadius: 5, hitRadius: 12, hoverBorderWidth: 2.5,
      backgroundColor: colour('--chart-line'), borderColor: colour('--surface') });
    Object.assign(tooltip, { displayColors: false, padding: 12, cornerRadius: 8, caretSize: 0,
      caretPadding: 12, titleFont: { weight: 'normal' }, bodyFont: { size: 15, weight: 'bold' },
      footerFont: { weight: 'normal' }, backgroundColor: colour('--chart-tip'), titleColor: colour('--chart-tip-ink'),
      bodyColor: colour('--chart-tip-ink'), footerColor: colour('--chart-tip-ink') });
  }

  Chart.register({
    id: 'crosshair',
    beforeDatasetsDraw({ ctx, tooltip, chartArea }) {
      if (!tooltip?.getActiveElements().length) return;
      ctx.fillStyle = colour('--chart-cross');
      ctx.fillRect(Math.round(tooltip.caretX), chartArea.top, 1, chartArea.height);
    },
  });

  const relook = () => { look(); document.dispatchEvent(new Event('look-changed')); };
  for (const query of ['(prefers-color-scheme: dark)', 'print']) matchMedia(query).addEventListener('change', relook);
  new MutationObserver(relook).observe(document.documentElement, { attributeFilter: ['data-theme', 'style'] });
  setTimeout(look); // it asks for styles, which may not have been reckoned yet
})();
