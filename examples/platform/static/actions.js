// Sends the money buttons without leaving the page, so that a framed dashboard stays open.
const notice = document.querySelector("[data-notice]");

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!("action" in form.dataset)) return;
  event.preventDefault();
  const button = form.querySelector("button");
  button.disabled = true; // a second click would sell twice
  say("…", "");
  try {
    const headers = { Accept: "application/json" };
    const body = new URLSearchParams(new FormData(form));
    const answer = await fetch(form.action, { method: "POST", headers, body });
    const { sentence, reference } = await answer.json();
    say(sentence, reference);
  } catch {
    say("Kirschmarkt does not answer. Is it still running?", "refused");
  } finally {
    button.disabled = false;
  }
});

function say(sentence, reference) {
  const code = document.createElement("code");
  code.textContent = reference;
  notice.dataset.notice = reference;
  notice.replaceChildren(`${sentence} `, code);
}
