// The page that the tests drive: the example in StrictMode, its props given from outside.
import { StrictMode, useEffect, version } from "react";
import type { ReactNode } from "react";
import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import { Earnings } from "./Earnings";
import { ExpressDashboard } from "./ExpressDashboard";
import type { ExpressDashboardProps } from "./ExpressDashboard";

const root = createRoot(document.getElementById("root")!);
const diary: string[] = [];
const mounts: string[] = [];

// Whoever renders signs what the handlers write down and the links that are asked for.
function Signed({ by, ...props }: { by: string } & Partial<ExpressDashboardProps>) {
  useEffect(() => void mounts.push(by), []);
  const write = (event: string) => () => void diary.push(`${by} ${event}`);
  return (
    <ExpressDashboard
      dashboard="https://earnings.market.example"
      fetchLoginLink={async () => (await fetch(`/link/${by}`, { method: "POST" })).json()}
      onReady={write("ready")}
      onSignedIn={write("signedin")}
      onExpired={write("expired")}
      onError={({ code }) => void diary.push(`${by} error ${code}`)}
      {...props}
    />
  );
}

// With flushSync the effects have run, too, when a call returns.
const render = (what: ReactNode) => flushSync(() => root.render(<StrictMode>{what}</StrictMode>));

Object.assign(window, {
  version,
  diary,
  mounts,
  show: (props: { by: string }) => render(<Signed {...props} />),
  showEarnings: (isDark: boolean) => render(<Earnings isDark={isDark} />),
  leave: () => render(null),
});
