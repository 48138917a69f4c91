// A seller's page: her balance and payouts among your own things; one code signs in both panels.
import { useState } from "react";
import { ExpressDashboard } from "./ExpressDashboard";

const dashboard = "https://earnings.market.example";

async function fetchLoginLink(): Promise<{ url: string }> {
  const answer = await fetch("/earnings/link", { method: "POST" });
  if (!answer.ok) throw new Error(`our server answered ${answer.status}`);
  return answer.json();
}

export function Earnings({ isDark }: { isDark: boolean }) {
  const [trouble, setTrouble] = useState("");
  const shared = {
    dashboard,
    fetchLoginLink,
    theme: isDark ? "dark" : "light",
    appearance: { colorPrimary: "#0a7f5a", borderRadius: "8px" },
    onError: ({ message }: { message: string }) => setTrouble(message),
  } as const;
  return (
    <main>
      <h1>Your earnings</h1>
      {trouble && <p role="alert">The dashboard could not be shown: {trouble}</p>}
      <ExpressDashboard {...shared} view="balance" />
      <ExpressDashboard {...shared} view="payouts" />
    </main>
  );
}
