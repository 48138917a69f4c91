// What a platform's engineer may get wrong, each with the words of the compiler that say so.
import { ExpressDashboard } from "./ExpressDashboard";

const due = { dashboard: "https://earnings.market.example", fetchLoginLink: async () => "https://…" };
const element = document.createElement("express-dashboard");

export const mistakes = [
  <ExpressDashboard {...due} view="balanc" />, // Type '"balanc"' is not assignable to type 'ExpressView
  <ExpressDashboard {...due} theme="night" />, // Type '"night"' is not assignable to type 'ExpressTheme
  <ExpressDashboard {...due} place={7} />, // Type 'number' is not assignable to type 'string
  <ExpressDashboard {...due} appearance={{ color: "red" }} />, // 'color' does not exist in type 'ExpressAppearance
  <ExpressDashboard {...due} fetchLoginLink={async () => 42} />, // 'Promise<number>' is not assignable
  <ExpressDashboard {...due} onSignedin={() => {}} />, // onSignedin: () => void; }' is not assignable to type
  <ExpressDashboard {...due} onError={({ reason }) => reason} />, // Property 'reason' does not exist
  <ExpressDashboard {...due} onError={({ code }) => code === "gone"} />, // have no overlap
  <ExpressDashboard dashboard="" />, // Property 'fetchLoginLink' is missing
  (element.view = "balanc"), // Type '"balanc"' is not assignable
  element.addEventListener("error", ({ detail }) => detail.reason), // Property 'reason' does not exist
];
