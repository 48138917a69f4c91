// New lines come in where nobody is reading, and are offered over the list where somebody is.
(() => {
  'use strict';
  const TRIES_EVERY = 1000, LIST = '#activity [data-rows]';
  let waiting, timer; // a page whose rows are held back, and the slot over the list that they wait for

  const slotOf = (page) => page.querySelector('#activity [data-news]');
  const linksOf = (page) => [...page.querySelectorAll(`${LIST} .line__link`)].map((link) => link.getAttribute('href'));
  const send = (target, kind, detail) => target.dispatchEvent(new CustomEvent(kind, { bubbles: true, cancelable: true, detail }));
  const mayCome = () => send(document.querySelector(LIST), 'rows-arrive');

  // In words, from the server, since plurals are not the same in all languages; politely, in a status.
  async function tell(url) {
    const answer = await fetch(url, { headers: { 'HX-Request': 'true', 'X-Background': '1' } }).catch(() => {});
    const slot = slotOf(document);
    if (!answer?.ok || !slot) return;
    slot.innerHTML = await answer.text();
    const link = slot.querySelector('a');
    if (link && !waiting) link.replaceWith(Object.assign(document.createElement('span'), { className: 'visually-hidden', textContent: link.textContent }));
  }

  function putIn({ page, slot }) {
    clearTimeout(timer);
    waiting = undefined;
    if (slot !== slotOf(document)) return; // another list has been chosen
    slot.replaceChildren();
    slot.dataset.news = slotOf(page).dataset.news;
    send(document.querySelector(LIST), 'rows-fresh', page.querySelector(LIST));
    for (const part of document.querySelectorAll('#activity [data-of-rows]')) send(part, 'panel-fresh', page.getElementById(part.id));
  }

  function tryToPutIn() {
    if (!waiting) return;
    if (!waiting.slot.isConnected || mayCome()) putIn(waiting); else timer = setTimeout(tryToPutIn, TRIES_EVERY);
  }

  document.addEventListener('page-fresh', ({ defaultPrevented, detail: { page } }) => {
    const [feed, slot] = [document.querySelector('[data-live="rows"]'), slotOf(document)];
    if (!feed || defaultPrevented || !slotOf(page)) return;
    if (!slot) { send(feed, 'panel-fresh', page.getElementById(feed.id)); return; } // the first line of all
    const known = new Set(linksOf(document));
    const hasCome = linksOf(page).some((link) => !known.has(link));
    const { news } = slot.dataset;
    clearTimeout(timer);
    waiting = { page, slot };
    if (hasCome && !mayCome()) timer = setTimeout(tryToPutIn, TRIES_EVERY); else putIn(waiting);
    const saysSo = !waiting && document.getElementById('activity-sums'); // a status, which has changed
    if (hasCome && !saysSo) tell(news);
  });

  document.addEventListener('click', (event) => {
    const isPlain = !event.ctrlKey && !event.metaKey && !event.shiftKey;
    if (!waiting || !isPlain || !event.target.closest('.feed__fresh')) return;
    event.preventDefault();
    putIn(waiting);
    document.getElementById('activity').scrollIntoView();
    // Who pressed a key goes on from there; who used a pointer is nowhere, and more may come in.
    if (!event.detail) document.querySelector(`${LIST} .line__link`).focus({ preventScroll: true });
  });
})();
