// Buttons that need a script: data-copy="id" copies that element's lines, data-print prints.
(() => {
  'use strict';
  document.querySelectorAll('button[data-copy], button[data-print]').forEach((button) => { button.hidden = false; });
  document.addEventListener('click', async ({ target }) => {
    const button = target.closest('button[data-copy], button[data-print]');
    if (!button) return;
    if ('print' in button.dataset) {
      window.print();
      return;
    }
    const lines = [...document.getElementById(button.dataset.copy).children].map((line) => line.textContent.trim());
    try {
      await navigator.clipboard.writeText(lines.join('\n'));
      button.textContent = button.dataset.done;
    } catch {
      getSelection().selectAllChildren(document.getElementById(button.dataset.copy));
    }
  });
})();
