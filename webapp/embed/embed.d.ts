// Types of <express-dashboard>, the element that /embed.js defines.

/** Stripe's names; a value that is not what it claims to be is dropped, and so are unreadable pairs. */
export interface ExpressAppearanceVariables {
  /** Buttons, links and the chart, for example "#0a7f5a". */
  colorPrimary?: string;
  colorBackground?: string;
  colorText?: string;
  /** Families that the reader's machine has: the dashboard loads no font of yours. */
  fontFamily?: string;
  /** Of cards and buttons, 0px to 32px. */
  borderRadius?: string;
  /** The measure of gaps, 0px to 32px. */
  spacingUnit?: string;
}

export type ExpressAppearance = ExpressAppearanceVariables | { variables: ExpressAppearanceVariables };
export type ExpressView = "balance" | "payouts" | "earnings" | "activity";
export type ExpressTheme = "system" | "light" | "dark";
export type ExpressErrorCode = "link_failed" | "link_invalid" | "refused" | "expired" | "blocked" | "page";

/** Your own function: asks your server, which creates a login link for whoever is signed in there. */
export type FetchLoginLink = () => Promise<string | { url: string }> | string | { url: string };

export interface ExpressDashboardEventMap {
  /** The first page is there: a code is asked for, or the money is shown. */
  ready: CustomEvent<null>;
  signedin: CustomEvent<null>;
  /** The session is over. With `fetchLoginLink` a new link is asked for; else set another `src`. */
  expired: CustomEvent<null>;
  error: CustomEvent<{ code: ExpressErrorCode; message: string }>;
}

export interface ExpressDashboardElement extends HTMLElement {
  /** A fresh login link, where your page has one already; `fetchLoginLink` is better. */
  src: string | null;
  fetchLoginLink: FetchLoginLink | null;
  /** One panel alone; without it the whole dashboard. */
  view: ExpressView | null;
  /** Where to begin: a path such as "/payouts", or "#/payouts", "#/account". */
  place: string | null;
  /** A language tag, such as "de" or "pt-BR"; without it the seller's own language. */
  language: string | null;
  theme: ExpressTheme | null;
  appearance: ExpressAppearance | null;

  addEventListener<Name extends keyof ExpressDashboardEventMap>(
    type: Name,
    listener: (this: ExpressDashboardElement, event: ExpressDashboardEventMap[Name]) => void,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
}

declare global {
  interface HTMLElementTagNameMap {
    "express-dashboard": ExpressDashboardElement;
  }
}
