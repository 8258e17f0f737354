import type { Child } from 'hono/jsx';
import { Icon, Shape } from './icons.tsx';
import { Brand } from './mark.tsx';

export type NavEntry = {
  href: string;
  label: string;
  current?: boolean | undefined;
  /** Things that need a look; `countLabel` says of what, for readers who hear it. */
  count?: number | undefined;
  countLabel?: string | undefined;
  /** Keys that lead there: `g h`. */
  keys?: string | undefined;
};

export type BarProps = {
  homeHref: string;
  entries: readonly NavEntry[];
  /** Where the search goes, with the words in the query parameter `q`. */
  findHref?: string | undefined;
  /** The page of keys, and the id of the dialog with the same. */
  shortcuts?: { href: string; dialogId: string } | undefined;
  /** The end of the bar: who is signed in, and the like. */
  children?: Child;
};

/** The bar on top of every page: the way home, the main navigation, the search. */
export function Bar({ homeHref, entries, findHref, shortcuts, children }: BarProps) {
  return (
    <header class="bar">
      <Brand href={homeHref} />
      <nav class="nav" aria-label="Main">
        {entries.map(entry => (
          <NavLink entry={entry} />
        ))}
      </nav>
      <div class="bar__end">
        {findHref !== undefined && <Find action={findHref} />}
        {shortcuts !== undefined && (
          <a
            class="bar__keys"
            href={shortcuts.href}
            aria-label="Keyboard shortcuts"
            data-opens={shortcuts.dialogId}
            data-key="?"
            aria-keyshortcuts="?"
          >
            <kbd>?</kbd>
          </a>
        )}
        {children}
      </div>
    </header>
  );
}

function NavLink({ entry }: { entry: NavEntry }) {
  const { href, label, current = false, count = 0, countLabel = 'need a look', keys } = entry;
  return (
    <a class="nav__link" href={href} aria-current={current ? 'page' : undefined} data-key={keys}>
      {label}
      {count > 0 && (
        <span class="nav__count">
          <Shape name="crit" />
          {count}
          <span class="unseen"> {countLabel}</span>
        </span>
      )}
    </a>
  );
}

function Find({ action }: { action: string }) {
  return (
    <search class="find">
      <form action={action}>
        <label class="box box--quiet">
          <Icon name="find" />
          <input
            class="box__control"
            type="search"
            name="q"
            placeholder="Dashboard, metric or log"
            aria-label="Go to"
            autocomplete="off"
            data-find
            data-key="/"
            aria-keyshortcuts="/"
          />
          <kbd>/</kbd>
        </label>
      </form>
    </search>
  );
}
