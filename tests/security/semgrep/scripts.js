// Scripts, written carelessly (`ruleid`) and well (`ok`).
(() => {
  'use strict';
  const PAGES = { balance: '/', payouts: '/payouts' };
  const place = document.querySelector('#place');

  function show(name) {
    // ruleid: text-written-as-elements
    place.innerHTML = `<b>${name}</b>`;
    // ruleid: text-written-as-elements
    place.insertAdjacentHTML('beforeend', name);
    // ok: text-written-as-elements
    place.textContent = name;
  }

  function run(words) {
    // ruleid: text-run-as-a-script
    eval(words);
    // ruleid: text-run-as-a-script
    setTimeout('show()', 100);
    // ok: text-run-as-a-script
    setTimeout(show, 100);
  }

  function keep(token) {
    // ruleid: kept-in-the-browser
    localStorage.setItem('token', token);
    // ok: kept-in-the-browser
    place.dataset.token = token;
  }

  function tell(height) {
    // ruleid: told-to-every-window
    parent.postMessage({ height }, '*');
    // ok: told-to-every-window
    parent.postMessage({ height }, 'https://market.example');
  }

  function go() {
    const then = new URLSearchParams(location.search).get('then');
    // ruleid: script-goes-where-an-address-says
    location.href = then;
    // ruleid: script-goes-where-an-address-says
    location.assign('/' + then);
    // ok: script-goes-where-an-address-says
    location.assign(PAGES[then] + location.search);
    // ok: script-goes-where-an-address-says
    location.href = place.dataset.url;
  }
})();
