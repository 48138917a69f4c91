// Asks now and then whether lines have come, and offers them over the list: what is read never moves.
(() => {
  'use strict';
  const EVERY = 30, QUIET = 10;
  const known = { url: '', tag: '' };
  let touched = Date.now();

  const slot = () => document.querySelector('[data-news]');

  // Nobody reads: the list is at its top, and nothing was touched for a while.
  function isIdle() {
    const { activeElement } = document;
    const isBusy = document.querySelector('#activity details[open]') || !getSelection().isCollapsed;
    const isQuiet = Date.now() - touched > QUIET * 1000;
    return isQuiet && !isBusy && scrollY < 1 && (!activeElement || activeElement === document.body);
  }

  function show(place, html) {
    place.innerHTML = html;
    htmx.process(place);
    const link = place.querySelector('a');
    if (link && isIdle()) link.click();
  }

  async function ask(place) {
    if (known.url !== place.dataset.news) Object.assign(known, { url: place.dataset.news, tag: '' });
    const headers = { 'HX-Request': 'true', 'X-Background': '1' };
    if (known.tag) headers['If-None-Match'] = known.tag;
    const answer = await fetch(known.url, { headers });
    if (answer.status !== 200) return; // nothing new (304), or the session is over
    known.tag = answer.headers.get('ETag') || '';
    show(place, await answer.text());
  }

  async function look() {
    const place = slot();
    if (place && !document.hidden) await ask(place).catch(() => {}); // offline: the next look tells
    setTimeout(look, EVERY * 1000);
  }

  for (const kind of ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart', 'scroll']) {
    addEventListener(kind, () => { touched = Date.now(); }, { passive: true, capture: true });
  }
  // Whatever pushes changes, one day, asks at once by this event.
  document.addEventListener('activity-changed', () => { const place = slot(); if (place) ask(place); });
  setTimeout(look, EVERY * 1000);
})();
