// Tells the framed dashboard where its login links come from, and how our page looks.
const dashboard = document.querySelector("express-dashboard");
const dark = matchMedia("(prefers-color-scheme: dark)");

dashboard.fetchLoginLink = async () => {
  const headers = { Accept: "application/json" };
  const answer = await fetch(dashboard.dataset.links, { method: "POST", headers });
  const { url, sentence } = await answer.json();
  if (!url) throw new Error(sentence);
  return url;
};

function dress() {
  const paper = dark.matches ? ["#1e1214", "#efe6df"] : ["#fcf6ee", "#381e20"];
  const ours = { colorBackground: paper[0], colorText: paper[1], borderRadius: "14px" };
  const square = { borderRadius: "0px", spacingUnit: "6px", fontFamily: "Georgia, serif" };
  const { look, theme } = Object.fromEntries(new FormData(document.querySelector("[data-looks]")));
  const looks = { ours: theme ? { borderRadius: "14px" } : ours, square, plain: null };
  dashboard.appearance = looks[look];
}

const looks = document.querySelector("[data-looks]");
looks.hidden = false; // without a script they would do nothing
looks.addEventListener("change", ({ target }) => {
  if (target.name !== "look") dashboard[target.name] = target.value || null;
  dress();
});
dark.addEventListener("change", dress);
dress();
