// All that a page of yours does for the dashboard: it says where login links come from.
const dashboard = document.querySelector("express-dashboard");

dashboard.fetchLoginLink = async () => {
  const answer = await fetch("/earnings/link", { method: "POST" });
  if (!answer.ok) throw new Error(`our server answered ${answer.status}`);
  return answer.json(); // {"url": "https://earnings.market.example/login/…"}
};

dashboard.addEventListener("error", ({ detail }) => {
  const trouble = document.querySelector("#trouble");
  trouble.textContent = `The dashboard could not be shown: ${detail.message}`;
  trouble.hidden = false;
});
