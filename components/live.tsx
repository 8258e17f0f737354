import { neverSwapErrors } from './never-swap-errors.ts';

/**
 * The page's one live stream. It stands outside of everything that is swapped. `every 5s` opens a stream whose first
 * connect failed and does nothing while there is one, and so does `seen`, which the page sends to itself; an error's body is
 * never swapped in; a `gone` event ends it for good.
 */
export function LiveStream({ href }: { href: string }) {
  return (
    <div
      hidden
      data-live
      hx-sse:connect={href}
      hx-sse:close="gone"
      hx-trigger="load, every 5s, seen"
      hx-sync="this:drop"
      hx-swap="none"
      {...neverSwapErrors}
    />
  );
}

/**
 * htmx's settings on every page: no injected styles (CSP), dialogs and details keep their state, what comes empty because it
 * is the same stays (`leaveOutSettled`), quick reconnects.
 */
export const htmxConfig = {
  includeIndicatorCSS: false,
  morphIgnore: ['data-htmx-powered', 'open', 'data-link', 'data-tick'],
  morphSkipChildren: '[data-same]',
  sse: { reconnectMaxDelay: 4000, connectTimeout: 5000 },
} as const;
