import { raw } from 'hono/html';
import { Document } from '../../../components/document.tsx';
import { LinkState } from '../../../components/link-state.tsx';
import { htmxConfig } from '../../../components/live.tsx';
import { Toasts } from '../../../components/toast.tsx';
import type { LiveLink, PageShell } from '../../http/page.tsx';
import { LATE_MARK } from '../../http/page-in-parts.ts';
import { routes } from '../../routes.ts';
import { foldsQuery, readFolds } from '../feed/folds.ts';
import type { Dashboard } from '../store.ts';
import type { BoardView } from '../view/board-view.ts';
import { controlScripts } from './control-scripts.ts';

export interface TvPageProps {
  readonly shell: PageShell;
  readonly dashboard: Dashboard;
  readonly view: BoardView;
  /** The address, which may choose a theme by `tv=light`. */
  readonly url: URL;
  readonly problem: string | undefined;
  /** That the panels reach down to; the wall is as high. */
  readonly rows: number;
  readonly live: LiveLink | undefined;
}

/** Nobody looks at a wall by its window: what covers it, or turns the screen off, does not end its stream. */
const ALWAYS_SEEN = { ...htmxConfig, sse: { ...htmxConfig.sse, pauseOnBackground: false } };

/** What the stylesheet has room for (`data-h`); a longer one scrolls. */
const MAX_ROWS = 40;

/** A dashboard on a wall: nothing but its name, its link, a clock and its panels, as large as they all fit on the screen. */
export function TvPage({ shell, dashboard, view, url, problem, rows, live }: TvPageProps) {
  const { slug, definition } = dashboard;
  const leaveHref = routes.dashboard.href({ slug }, { ...view.query, ...foldsQuery(readFolds(url.searchParams)) });
  return (
    <Document
      title={definition.title}
      assetHref={shell.assetHref}
      htmxConfig={ALWAYS_SEEN}
      scripts={['js/link.js', 'js/coming.js', 'js/tv.js', ...controlScripts(definition)]}
      theme={url.searchParams.get('tv') === 'light' ? 'light' : 'dark'}
      density="tv"
      rows={Math.min(MAX_ROWS, Math.max(1, rows))}
    >
      <main class="tv" id="main">
        <header class="tv__head">
          <h1 class="tv__title">{definition.title}</h1>
          {live && <LinkState state="live" word={live.word} iso={live.iso} time={live.time} />}
          {problem !== undefined && <p class="tv__problem">{problem}</p>}
          <a class="tv__leave" href={leaveHref}>
            Leave
          </a>
          <time class="tv__clock" data-clock data-zone={view.timeZone} />
        </header>
        {raw(LATE_MARK)}
      </main>
      <Toasts />
    </Document>
  );
}
