// Forms with data-passkey: fetch what is to be made or signed, ask the device, send its answer.
(() => {
  'use strict';
  // Inside another site's page browsers keep passkeys shut: the other ways stay.
  const isPossible = Boolean(window.PublicKeyCredential && navigator.credentials) && window.top === window.self;
  function reveal() {
    document.querySelectorAll('form[data-passkey]').forEach((form) => { form.hidden = !isPossible; });
    if (!isPossible) return;
    document.querySelectorAll('[data-no-passkey]').forEach((words) => { words.hidden = true; });
  }

  async function asked(form) {
    const answer = await fetch(form.dataset.options, { method: 'POST' });
    if (answer.redirected || answer.status === 401) location.reload(); // to prove who one is, first
    if (!answer.ok) throw new Error(`refused with ${answer.status}`);
    return answer.json();
  }

  async function answered(form) {
    const options = await asked(form);
    const Credential = window.PublicKeyCredential;
    if (form.dataset.passkey === 'create') {
      return navigator.credentials.create({ publicKey: Credential.parseCreationOptionsFromJSON(options) });
    }
    return navigator.credentials.get({ publicKey: Credential.parseRequestOptionsFromJSON(options) });
  }

  async function run(form) {
    const button = form.querySelector('button');
    const note = form.querySelector('[data-passkey-note]');
    button.disabled = true;
    note.hidden = true;
    try {
      form.elements.credential.value = JSON.stringify(await answered(form));
      form.submit();
    } catch (error) {
      // The page holds the words, in its reader's language, by the name of the error.
      const name = error.name[0].toLowerCase() + error.name.slice(1);
      note.textContent = note.dataset[name] ?? note.dataset.otherwise;
      note.hidden = false;
      button.disabled = false;
    }
  }

  document.addEventListener('submit', (event) => {
    if (!event.target.matches('form[data-passkey]')) return;
    event.preventDefault();
    run(event.target);
  });
  document.addEventListener('htmx:after:swap', reveal);
  reveal();
})();
