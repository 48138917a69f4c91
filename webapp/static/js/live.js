// Hears of changes by a stream; without one it looks now and then.
(() => {
  'use strict';
  const LEAVES_FOR = 5000, SOON = 2000, AGAIN = 60, LOOKS_EVERY = 30, LOOKS_ALIVE = 600;
  const line = document.getElementById('live');
  if (!line) return;
  let { revision } = line.dataset;
  let isAsking = false, isAlive = false, isBack = false, leftAt = 0, timer, abort;

  const say = (name) => document.dispatchEvent(new Event(name));
  const later = (seconds = LOOKS_EVERY) => { clearTimeout(timer); timer = setTimeout(look, seconds * 1000); };
  const cut = () => line._htmx?.sse?.reader?.cancel();
  // Who signs out is on her way already, and must not be led another.
  const end = () => { if (Date.now() - leftAt > LEAVES_FOR) say('session-over'); };

  function open() {
    if (isAsking || line._htmx?.sse || document.hidden) return;
    isAsking = true;
    htmx.trigger(line, 'live-open');
  }

  // What becomes due with time moves no money, so a page that hears of changes looks, too; rarely.
  function look() {
    later(isAlive ? LOOKS_ALIVE : LOOKS_EVERY);
    say('look-again');
  }

  // The greeting says at which revision the stream begins: more may have come since the page was written.
  function hear({ detail: { id } }) {
    isAlive = true;
    if (id === revision) return;
    revision = id;
    look();
  }

  // Who comes back to the page waits for nothing; a page that is left needs no other stream.
  function connect(event) {
    if (Date.now() - leftAt < LEAVES_FOR) { event.preventDefault(); setTimeout(open, LEAVES_FOR); }
    if (isBack) setTimeout(() => event.detail.connection.delayCanceller?.());
    event.detail.connection.config.reconnectDelay = SOON; // what a `bye` asked for holds once
    isBack = false;
  }

  const on = (kinds, act) => kinds.forEach((kind) => line.addEventListener(kind, act));
  on(['hello', 'money'], hear);
  on(['over'], end);
  on(['htmx:sse:before:connection'], connect);
  on(['htmx:sse:error', 'htmx:sse:close'], ({ detail }) => { if (detail.status === 401) end(); isAlive = false; later(); });
  // No stream was answered: nothing of that is put on the page, nor said to its reader.
  on(['htmx:before:response'], (event) => { event.preventDefault(); if (event.detail.ctx.response.status === 401) end(); });
  on(['htmx:before:request', 'htmx:error'], (event) => { event.stopPropagation(); abort = event.detail.ctx.request.abort; });
  on(['htmx:finally:request', 'htmx:sse:close'], () => { isAsking = false; setTimeout(open, AGAIN * 1000); });
  document.addEventListener('visibilitychange', () => { isBack = !document.hidden; if (isBack) { look(); open(); } });
  addEventListener('online', () => { look(); cut(); }); // the old line may hang
  // A frame that is left would complain of its broken line. (At `pagehide` it has broken already.)
  addEventListener('beforeunload', () => { leftAt = Date.now(); if (!cut()) abort?.(); });
  later();
  htmx.process(line); // the page was there before what understands streams
  open();
})();
