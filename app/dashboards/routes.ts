import type { State } from '../../db/state.ts';
import type { Audit } from '../audit/store.ts';
import type { Guard } from '../auth/guard.ts';
import type { Live } from '../http/live.ts';
import type { PageShell } from '../http/page.tsx';
import type { PatternRouter } from '../http/router.ts';
import { mountBoard } from './board/board-routes.ts';
import { createBoardScenes } from './board/board-scenes.tsx';
import { mountEdit } from './edit/edit-routes.tsx';
import { mountNew } from './edit/new-routes.tsx';
import { mountExplanation } from './explain/explanation-routes.tsx';
import type { ExplainSources } from './explain/query-explanation.ts';
import { NO_FOLDS } from './feed/folds.ts';
import { mountExport } from './file/export-route.ts';
import type { BoardFolder } from './folder/board-folder.ts';
import type { BoardSources } from './live.ts';
import { mountBoardFiles } from './panel-page/board-files.ts';
import { mountPanel } from './panel-page/panel-routes.tsx';
import type { Painter } from './picture/painter.ts';
import { mountRemoval } from './removal-routes.tsx';
import { requireDashboard } from './require-dashboard.ts';
import type { Dashboard, DashboardStore } from './store.ts';
import { mountVariables } from './variable-form/variables-routes.tsx';
import { mountVersions } from './versions/versions-routes.tsx';
import type { BoardView } from './view/board-view.ts';

export interface DashboardRoutesOptions {
  readonly state: State;
  readonly audit: Audit;
  readonly store: DashboardStore;
  readonly folder: Pick<BoardFolder, 'find'>;
  readonly guard: Guard;
  readonly live: Live;
  readonly shell: PageShell;
  readonly sources: BoardSources;
  readonly painter: Painter;
  /** What is asked to explain a panel. */
  readonly asking: ExplainSources;
}

/** All that can be asked about dashboards: they themselves, their panels, their making and their past. */
export function mountDashboards(
  router: PatternRouter,
  { state, audit, store, folder, guard, live, shell, sources, painter, asking }: DashboardRoutesOptions,
): void {
  const require = (slug: string) => requireDashboard(store, slug);
  const feed = { store, changes: state.outbox.changes, folder, sources };

  const scenes = createBoardScenes({ guard, feed });

  mountBoard(router, { guard, live, shell, sources, scenes, require });
  mountEdit(router, { state, audit, store, guard, live, shell, feed });
  mountNew(router, { state, audit, store, guard, shell });
  mountVersions(router, { state, audit, store, guard, shell, clock: sources });
  mountExport(router, { guard, require });
  mountVariables(router, { state, audit, store, guard, shell, sources, require });
  const startOnce = (dashboard: Dashboard, view: BoardView) =>
    scenes.startFeed(dashboard.slug, { view, folds: NO_FOLDS, mayPress: false }, { onChange() {}, onLost() {} });
  mountBoardFiles(router, { guard, require, sources, startFeed: startOnce });
  mountExplanation(router, {
    guard,
    shell,
    require,
    sources: { ...asking, timeZone: sources.timeZone },
    variables: sources,
  });
  mountPanel(router, { guard, require, live, shell, sources, painter, changes: state.outbox.changes });
  mountRemoval(router, { state, audit, store, guard, shell });
}
