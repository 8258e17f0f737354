import { Banner } from '../../../components/banner.tsx';
import { HttpError } from '../../http/http-error.ts';
import type { Live } from '../../http/live.ts';
import { liveLink } from '../../http/live-link.ts';
import type { PageShell } from '../../http/page.tsx';
import { pageInParts } from '../../http/page-in-parts.ts';
import { routes } from '../../routes.ts';
import { arrangeShown } from '../feed/arrange-shown.ts';
import { foldsQuery, readFolds } from '../feed/folds.ts';
import type { Box } from '../layout/box.ts';
import type { BoardSources } from '../live.ts';
import { resolveBoard } from '../resolve-board.ts';
import type { Dashboard } from '../store.ts';
import { parseBoardView } from '../view/board-view.ts';
import { isMoving } from '../view/is-moving.ts';
import type { BoardScenes } from './board-scenes.tsx';
import { ComingBoard } from './coming-board.tsx';
import { DashboardPage } from './dashboard-page.tsx';
import { DrawnBoard } from './drawn-board.tsx';
import { TvPage } from './tv-page.tsx';

export interface DrawBoardPageOptions {
  readonly live: Live;
  readonly shell: PageShell;
  readonly sources: BoardSources;
  readonly scenes: BoardScenes;
}

export interface BoardVisit {
  readonly request: Request;
  readonly url: URL;
  readonly signal: AbortSignal;
  readonly mayEdit: boolean;
}

/** The page of a dashboard: its frame at once, its panels as soon as they are drawn, and the stream that goes on from there. */
export async function drawBoardPage(
  { live, shell, sources, scenes }: DrawBoardPageOptions,
  dashboard: Dashboard,
  { request, url, signal, mayEdit }: BoardVisit,
): Promise<Response> {
  const { slug, definition } = dashboard;
  const { view, problem } = parseBoardView(url.searchParams, scenes.contextOf(dashboard, request, url));
  const folds = readFolds(url.searchParams);
  const { variables, shown } = await resolveBoard(sources, { ...dashboard, view }, signal);
  const hrefAt = (cursor: string) =>
    routes.dashboardLive.href({ slug }, { ...view.query, ...foldsQuery(folds), cursor });
  const isTv = url.searchParams.has('tv');
  const drawn = live.draw(scenes.sceneOf(dashboard, scenes.lookedAt(view, request, url)), screen => (
    <DrawnBoard
      {...{ note: screen.html('file-note'), cloth: screen.html('cloth') }}
      mayEdit={mayEdit && !isTv}
      liveHref={isMoving(view) ? hrefAt(screen.cursor) : undefined}
    />
  ));
  const link = isMoving(view) ? liveLink({ now: sources.now, timeZone: view.timeZone }) : undefined;
  const common = { shell, dashboard, view, problem, live: link };
  const page = isTv ? (
    <TvPage {...common} url={url} rows={rowsOf(arrangeShown(definition.panels, shown, folds))} />
  ) : (
    <DashboardPage {...common} {...{ folds, variables, mayEdit, nowMs: sources.now() }} />
  );
  return pageInParts({
    page,
    status: problem === undefined ? 200 : 400,
    late: drawn,
    coming: () => <ComingBoard {...{ panels: definition.panels, shown, folds }} />,
    onFailure: error => {
      sources.onError(error);
      return <Undrawn error={error} />;
    },
  });
}

function rowsOf(panels: readonly Box[]): number {
  return Math.max(0, ...panels.map(({ y, h }) => y + h));
}

function Undrawn({ error }: { readonly error: unknown }) {
  return (
    <Banner status="crit">
      The panels could not be drawn. {error instanceof HttpError ? error.message : 'The log says why.'} Load the page
      again.
    </Banner>
  );
}
