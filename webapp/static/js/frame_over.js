// In a frame: a session that is over, and a page whose reader asks for a fresh link.
(() => {
  'use strict';
  const root = document.documentElement;
  const over = () => {
    root.dataset.state = 'expired';
    document.dispatchEvent(new Event('frame-over'));
  };
  // The holder hears at once: where the cookie went with the session, whoever signed out in a tab, say,
  // the page that comes next is one that nobody may frame.
  document.addEventListener('session-over', () => { if (root.dataset.state === 'signedin') over(); });
  // A piece of the page is refused: the page itself, asked for again, says that all is over.
  document.addEventListener('htmx:before:response', (event) => {
    if (event.detail.ctx.response.status !== 401) return;
    event.preventDefault();
    document.dispatchEvent(new Event('session-over'));
    location.reload();
  });
  // Only a page that listens can help, so its button waits until there is one.
  document.addEventListener('DOMContentLoaded', () => {
    if ('held' in root.dataset) document.querySelectorAll('button[data-renew]').forEach((button) => { button.hidden = false; });
  });
  // A frame may not take its holder's window to another page, but the holder can give a fresh link.
  document.addEventListener('click', (event) => {
    if (!event.target.closest('[data-renew]') || !('held' in root.dataset)) return;
    event.preventDefault();
    over();
  });
})();
