// The look that the page around a frame asks for; what is not what it claims to be is dropped.
(() => {
  'use strict';
  const root = document.documentElement, own = root.dataset.theme, dark = matchMedia('(prefers-color-scheme: dark)');
  const COLOUR = /^(#[\da-f]{3}|#[\da-f]{6}|(rgb|hsl)\([\d.,%\s]{5,40}\))$/i;
  const FONT = /^ *([\p{L}\p{N} -]+|'[\p{L}\p{N} -]+' *|"[\p{L}\p{N} -]+" *)(, *([\p{L}\p{N} -]+|'[\p{L}\p{N} -]+' *|"[\p{L}\p{N} -]+" *))*$/u;
  const VIEWS = ['balance', 'payouts', 'earnings', 'activity'], THEMES = ['light', 'dark'];
  const SPACES = { 1: 0.5, 2: 1, 3: 1.5, 4: 2, 5: 3, 6: 4, 7: 6, 8: 8 }, SPACE_MAX = 16;
  const ROUNDS = { s: 0.45, m: 0.67, l: 1 };
  const CONTRAST = 4.5, LENGTH_MAX = 32;
  // The palest ink that each theme writes with, and what it is written on (css/tokens.css).
  const PALEST = { light: '#00777b', dark: '#a9aeb8' }, SURFACE = { light: '#ffffff', dark: '#14171e' };
  let look = {};

  // The browser reads the colour, so that what we compute with is what it will show.
  function colour(text) {
    if (typeof text !== 'string' || !COLOUR.test(text) || !CSS.supports('color', text)) return undefined;
    const pen = document.createElement('canvas').getContext('2d');
    pen.fillStyle = text;
    return pen.fillStyle;
  }

  const straight = (part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
  const luminance = (hex) => [0.2126, 0.7152, 0.0722]
    .reduce((sum, share, at) => sum + share * straight(parseInt(hex.slice(2 * at + 1, 2 * at + 3), 16) / 255), 0);
  function canBeRead(one, other) {
    const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05) >= CONTRAST;
  }

  const pixels = (text) => (/^\d{1,2}(\.\d{1,3})?px$/.test(text) && parseFloat(text) <= LENGTH_MAX ? parseFloat(text) : undefined);
  const scale = (kind, steps, unit) => Object.entries(steps).map(([name, share]) => [`--${kind}-${name}`, unit >= 0 ? `${unit * share}px` : '']);
  const font = (text) => typeof text === 'string' && text.length <= 200 && FONT.test(text) && CSS.supports('font-family', text) && text;

  function properties({ colorPrimary, colorText, fontFamily, borderRadius, spacingUnit }, ground, theme) {
    const brand = colour(colorPrimary), ink = colour(colorText), unit = pixels(spacingUnit);
    const tinted = (share) => ground && `color-mix(in oklab, var(--ink) ${share}%, ${ground})`;
    return {
      '--brand': brand, '--brand-ink': brand && (canBeRead('#ffffff', brand) ? '#fff' : '#000'),
      '--ground': ground, '--surface': ground, '--sunken': tinted(4), '--line': tinted(14),
      '--ink': ink && canBeRead(ink, ground ?? SURFACE[theme]) ? ink : '', '--font': font(fontFamily),
      ...Object.fromEntries(scale('round', ROUNDS, pixels(borderRadius))),
      ...Object.fromEntries(scale('space', SPACES, unit && Math.min(unit, SPACE_MAX))),
    };
  }

  function apply() {
    const wanted = look.appearance && typeof look.appearance === 'object' ? look.appearance : {};
    const ground = colour(wanted.colorBackground);
    const fits = ground && THEMES.find((theme) => canBeRead(PALEST[theme], ground));
    const theme = fits ?? (THEMES.includes(look.theme) ? look.theme : own);
    if (theme) root.dataset.theme = theme; else delete root.dataset.theme;
    if (VIEWS.includes(look.view)) root.dataset.view = look.view; else delete root.dataset.view;
    const said = properties(wanted, fits && ground, theme ?? (dark.matches ? 'dark' : 'light'));
    for (const [name, value] of Object.entries(said)) root.style.setProperty(name, value || '');
  }

  document.addEventListener('frame-look', ({ detail }) => { look = detail; apply(); });
  dark.addEventListener('change', apply);
})();
