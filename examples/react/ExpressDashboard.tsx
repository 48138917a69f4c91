// <ExpressDashboard>: the element of /embed.js for React 18 and 19, typed. Copy it, and embed.d.ts beside it.
import { useEffect, useRef } from "react";
import type { DetailedHTMLProps, HTMLAttributes } from "react";
import type {
  ExpressAppearance,
  ExpressDashboardElement,
  ExpressDashboardEventMap,
  ExpressTheme,
  ExpressView,
  FetchLoginLink,
} from "./embed";

export interface ExpressDashboardProps {
  /** Where your Express Dashboard is, for example "https://earnings.market.example". */
  dashboard: string;
  /** Asks your own server for a login link of whoever is signed in there. */
  fetchLoginLink: FetchLoginLink;
  view?: ExpressView;
  place?: string;
  language?: string;
  theme?: ExpressTheme;
  appearance?: ExpressAppearance;
  onReady?: () => void;
  onSignedIn?: () => void;
  onExpired?: () => void;
  onError?: (error: ExpressDashboardEventMap["error"]["detail"]) => void;
}

export function ExpressDashboard(props: ExpressDashboardProps) {
  const { dashboard, view, place, language, theme, appearance } = props;
  const element = useRef<ExpressDashboardElement>(null);
  const latest = useRef(props);

  useEffect(() => {
    latest.current = props;
    // Properties, so that it matters neither whether the script is there yet nor which React this is.
    Object.assign(element.current!, { view, place, language, theme, appearance });
  });

  useEffect(() => {
    const here = element.current!;
    const ended = new AbortController();
    const hear = <Name extends keyof ExpressDashboardEventMap>(
      name: Name,
      told: (event: ExpressDashboardEventMap[Name]) => void,
    ) => here.addEventListener(name, told as EventListener, { signal: ended.signal });
    hear("ready", () => latest.current.onReady?.());
    hear("signedin", () => latest.current.onSignedIn?.());
    hear("expired", () => latest.current.onExpired?.());
    hear("error", ({ detail }) => latest.current.onError?.(detail));
    here.fetchLoginLink = () => latest.current.fetchLoginLink();
    return () => ended.abort();
  }, []);

  useEffect(() => load(`${dashboard}/embed.js`), [dashboard]);
  return <express-dashboard ref={element} />;
}

// Once a page, however many panels it shows.
function load(src: string): void {
  if ([...document.scripts].some((script) => script.src === src)) return;
  document.head.append(Object.assign(document.createElement("script"), { src, async: true }));
}

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "express-dashboard": DetailedHTMLProps<HTMLAttributes<ExpressDashboardElement>, ExpressDashboardElement>;
    }
  }
}
