// Takes the spaces and dashes out of a pasted sign-in code; sending it stays the seller's act.
(() => {
  'use strict';
  document.addEventListener('input', ({ target }) => {
    if (!target.matches('input[autocomplete="one-time-code"]')) return;
    const bare = target.value.replace(/[\s-]/g, '');
    if (bare !== target.value) target.value = bare;
  });
})();
