import type { Child } from 'hono/jsx';
import { IconSprite } from './icons.tsx';

export type DocumentProps = {
  /** Without the name of the product, which is added. */
  title: string;
  /** The address of a file below `public/`, with its version for caching: `js/theme.js` to `/assets/1a2b3c/js/theme.js`. */
  assetHref: (path: string) => string;
  /** Behaviours of this page, paths below `public/`, loaded as modules after htmx in the order given. */
  scripts?: readonly string[] | undefined;
  /** htmx's own settings, printed as JSON; a page without it loads no htmx. */
  htmxConfig?: Readonly<Record<string, unknown>> | undefined;
  /** BCP 47. */
  lang?: string | undefined;
  /** Forces a theme, as a wall display does; otherwise the choice of the reader (theme.js) or of the system counts. */
  theme?: 'light' | 'dark' | undefined;
  density?: 'compact' | 'tv' | undefined;
  /** How many rows of panels a wall is to hold: all is so large that they just fit (tv.css). */
  rows?: number | undefined;
  /** More for the head, such as `<meta name="robots">`. */
  head?: Child;
  children?: Child;
};

/** All of `stylesheets` in their order, which the server sends as one. */
const STYLES = 'all.css';
const HTMX = ['vendor/htmx-4.0.1.min.js', 'vendor/hx-sse-4.0.1.min.js'];

/** The shell of every page. The doctype is not part of it (`c.html('<!doctype html>' + ...)` or jsxRenderer adds it). */
export function Document(props: DocumentProps) {
  const { title, assetHref, scripts = [], htmxConfig, lang = 'en', theme, density, rows, head, children } = props;
  return (
    <html lang={lang} data-theme={theme} data-density={density} data-h={rows}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="color-scheme" content="light dark" />
        <title>{`${title} · Telltale`}</title>
        <link rel="icon" href={assetHref('icons/mark.svg')} type="image/svg+xml" />
        {htmxConfig !== undefined && <meta name="htmx-config" content={JSON.stringify(htmxConfig)} />}
        {/* not deferred: it sets the theme before the first paint */}
        <script src={assetHref('js/theme.js')} />
        {/* the same: before what the page asks for next */}
        <script src={assetHref('js/zone.js')} />
        <link rel="stylesheet" href={assetHref(STYLES)} />
        {/* not deferred: htmx started by a deferred script looks for extensions at once, and would miss one that is still on its way */}
        {htmxConfig !== undefined && HTMX.map(path => <script src={assetHref(path)} />)}
        {scripts.map(path => (
          <script type="module" src={assetHref(path)} />
        ))}
        {head}
      </head>
      <body>
        <a class="skip-link" href="#main">
          Skip to content
        </a>
        <IconSprite />
        {children}
      </body>
    </html>
  );
}
