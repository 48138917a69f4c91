// In a frame: tells the page around it the state and height, and takes its look and a fresh link.
(() => {
  'use strict';
  const root = document.documentElement;
  const SIZE_MAX = 4096;
  let named = understood(() => JSON.parse(window.name));
  // The server names the pages that may hold us; no other is told anything.
  const host = root.dataset.frame.split(' ').find((origin) => origin === named.host);
  if (!host || window.parent === window) return;
  root.dataset.held = '';
  let toldState = '', toldHeight = 0, waits;

  function understood(read) {
    try {
      const said = read();
      return said?.express === 1 && JSON.stringify(said).length <= SIZE_MAX ? said : {};
    } catch {
      return {};
    }
  }

  const tell = (said) => window.parent.postMessage({ express: 1, ...said }, host);

  function tellState() {
    const { state, place } = root.dataset; // sealed: whoever holds us learns nothing by it
    const said = { type: 'state', state, ...(place ? { place } : {}) };
    if (JSON.stringify(said) !== toldState) tell(said);
    toldState = JSON.stringify(said);
  }

  function tellHeight() {
    const height = Math.ceil(root.getBoundingClientRect().height);
    if (height !== toldHeight) tell({ type: 'height', height });
    toldHeight = height;
  }

  const hand = (name, detail) => document.dispatchEvent(new CustomEvent(name, { detail }));

  function take({ theme, view, appearance }) {
    named = { express: 1, host, theme, view, appearance };
    window.name = JSON.stringify(named); // for the pages that follow in this frame
    hand('frame-look', named);
    toldState = ''; // who asks so at each load knows that somebody is in
    now();
  }

  const now = () => { tellState(); tellHeight(); };
  const soon = () => { waits ??= requestAnimationFrame(() => { waits = undefined; tellHeight(); }); };
  addEventListener('message', ({ source, origin, data }) => {
    if (source !== window.parent || origin !== host) return;
    const said = understood(() => data);
    if (said.type === 'look') take(said);
    if (said.type === 'link') hand('frame-link', said.url);
  });
  for (const name of ['DOMContentLoaded', 'htmx:after:swap', 'htmx:after:history:update', 'frame-over']) document.addEventListener(name, now);
  addEventListener('load', now);
  new ResizeObserver(soon).observe(root);
  hand('frame-look', named);
})();
