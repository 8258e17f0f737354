import { raw } from 'hono/html';
import { Banner } from '../../../components/banner.tsx';
import { Button } from '../../../components/button.tsx';
import { type LiveLink, Page, type PageShell } from '../../http/page.tsx';
import { LATE_MARK } from '../../http/page-in-parts.ts';
import { routes } from '../../routes.ts';
import { boardNote } from '../feed/board-note.tsx';
import { type Folds, foldsQuery } from '../feed/folds.ts';
import type { Dashboard } from '../store.ts';
import type { ResolvedVariable } from '../variables/resolve-variables.ts';
import type { BoardView } from '../view/board-view.ts';
import { VariableControls } from '../view/variable-controls.tsx';
import { BoardActs } from './board-acts.tsx';
import { controlScripts } from './control-scripts.ts';

export interface DashboardPageProps {
  readonly shell: PageShell;
  readonly dashboard: Dashboard;
  readonly view: BoardView;
  readonly folds: Folds;
  /** Why the view that was asked for cannot be had, as a sentence. */
  readonly problem: string | undefined;
  readonly nowMs: number;
  readonly variables: readonly ResolvedVariable[];
  /** Without its stream, which comes with the panels. Undefined: the range stands still. */
  readonly live: LiveLink | undefined;
  readonly mayEdit: boolean;
}

const SCRIPTS = ['js/crosshair.js', 'js/zoom.js', 'js/pause.js', 'js/choices.js', 'js/panel-keys.js', 'js/coming.js'];

/** A dashboard with a mark where its panels come (`pageInParts`). */
export function DashboardPage({
  shell,
  dashboard,
  view,
  folds,
  problem,
  nowMs,
  variables,
  live,
  mayEdit,
}: DashboardPageProps) {
  const { slug, definition } = dashboard;
  return (
    <Page
      shell={shell}
      title={definition.title}
      room="home"
      note={boardNote(dashboard)}
      live={live}
      acts={<BoardActs {...{ dashboard, view, folds, nowMs, mayEdit }} isMoving={live !== undefined} />}
      scripts={[...SCRIPTS, ...controlScripts(definition)]}
    >
      {problem !== undefined && <Banner status="crit">{problem}</Banner>}
      <VariableControls {...{ variables, view }} more={foldsQuery(folds)} action={routes.dashboard.href({ slug })} />
      {raw(LATE_MARK)}
      {definition.panels.length === 0 && mayEdit && (
        <p class="cluster board__first">
          <Button look="solid" icon="plus" href={routes.panelGallery.href({ slug })}>
            Add a panel
          </Button>
        </p>
      )}
    </Page>
  );
}
