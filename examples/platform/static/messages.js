// Puts new text messages on the drawn phone as they arrive.
const EVERY_MS = 1500;
const list = document.querySelector("[data-messages]");

async function look() {
  if (document.hidden) return;
  const answer = await fetch(list.dataset.messages).catch(() => null);
  if (!answer?.ok || answer.redirected) return;
  const { messages } = await answer.json();
  const shown = [...list.children].map((item) => item.textContent);
  if (JSON.stringify(messages) === JSON.stringify(shown)) return; // else it is read out again
  list.replaceChildren(...messages.map(bubble));
}

function bubble(text) {
  const item = document.createElement("li");
  item.className = "phone__message";
  item.textContent = text;
  return item;
}

if (list) {
  setInterval(look, EVERY_MS);
  document.addEventListener("visibilitychange", look);
}
