// Warns a minute before the session ends, and leaves the page once it has: no figures stay in sight.
(() => {
  'use strict';
  const WARN_FOR = 60, RETRY_AFTER = 15;
  const notice = document.getElementById('session');
  let timer;

  // A page kept for the Back button must not show what its reader may no longer see.
  addEventListener('pagehide', ({ persisted }) => { if (persisted) document.body.hidden = true; });
  addEventListener('pageshow', ({ persisted }) => { if (persisted) location.reload(); });
  if (!notice) return;

  // To wherever strangers are sent; no figures stay in sight on the way.
  const leave = () => { document.body.hidden = true; location.reload(); };

  const within = (seconds, act) => {
    clearTimeout(timer);
    timer = setTimeout(act, Math.max(0, seconds) * 1000);
  };

  function plan({ ends_in: endsIn, is_final: isFinal }) {
    const isNear = endsIn <= WARN_FOR;
    notice.querySelector('[data-session-idle]').hidden = isFinal;
    notice.querySelector('[data-session-stay]').hidden = isFinal;
    notice.querySelector('[data-session-final]').hidden = !isFinal;
    notice.hidden = !isNear;
    within(isNear ? endsIn + 1 : endsIn - WARN_FOR, look);
  }

  async function ask(headers) {
    try {
      const answer = await fetch(notice.dataset.url, { headers: { 'HX-Request': 'true', ...headers } });
      if (answer.status === 401) document.dispatchEvent(new Event('session-over'));
      else plan(await answer.json());
    } catch {
      within(RETRY_AFTER, look);
    }
  }

  // What the page asks by itself must not keep the session alive.
  const look = () => ask({ 'X-Background': '1' });

  notice.querySelector('[data-session-stay]').addEventListener('click', () => ask({}));
  document.addEventListener('session-over', leave);
  // Timers stand still while the machine sleeps.
  document.addEventListener('visibilitychange', () => { if (!document.hidden) look(); });
  within(notice.dataset.lasts - WARN_FOR, look);
})();
