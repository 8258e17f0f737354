import { raw } from 'hono/html';
import { Banner } from '../../components/banner.tsx';
import { Button } from '../../components/button.tsx';
import { LiveStream } from '../../components/live.tsx';
import { type LiveLink, Page, type PageShell } from '../http/page.tsx';
import { LATE_MARK } from '../http/page-in-parts.ts';
import { routes } from '../routes.ts';
import { boardNote } from './feed/board-note.tsx';
import { type Folds, foldsQuery } from './feed/folds.ts';
import type { Dashboard } from './store.ts';
import type { ResolvedVariable } from './variables/resolve-variables.ts';
import type { BoardView } from './view/board-view.ts';
import { Pause } from './view/pause.tsx';
import { RangePicker } from './view/range-picker.tsx';
import { VariableControls } from './view/variable-controls.tsx';

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

export interface DrawnBoardProps {
  /** What is to be said of its file, as the screen drew it last. */
  readonly note: string;
  /** The panels as the screen drew them last. */
  readonly cloth: string;
  /** The stream that goes on from there; undefined: the range stands still. */
  readonly liveHref: string | undefined;
  readonly mayEdit: boolean;
}

/** What the page holds in the place of its mark. */
export function DrawnBoard({ note, cloth, liveHref, mayEdit }: DrawnBoardProps) {
  return (
    <>
      {raw(note)}
      <div class="board" data-may-edit={mayEdit ? '' : undefined}>
        {raw(cloth)}
      </div>
      {liveHref !== undefined && <LiveStream href={liveHref} />}
    </>
  );
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
  const acts = (
    <>
      {live && <Pause />}
      <RangePicker
        {...{ view, nowMs }}
        hrefOf={query => routes.dashboard.href({ slug }, { ...query, ...foldsQuery(folds) })}
      />
      <div class="cluster">
        {mayEdit && (
          <Button icon="plus" label={`Add a panel to ${definition.title}`} href={routes.panelGallery.href({ slug })} />
        )}
        <Button
          icon="download"
          label={`Export ${definition.title}`}
          href={routes.dashboardFile.href({ slug })}
          attributes={{ download: `${slug}.json` }}
        />
        {mayEdit && (
          <Button icon="lines" label={`File of ${definition.title}`} href={routes.dashboardInFolder.href({ slug })} />
        )}
        {mayEdit && (
          <Button icon="edit" href={routes.dashboardEdit.href({ slug })}>
            Edit
          </Button>
        )}
        {mayEdit && (
          <Button
            icon="settings"
            label={`Variables of ${definition.title}`}
            href={routes.dashboardVariables.href({ slug })}
          />
        )}
        {mayEdit && (
          <Button icon="trash" label={`Delete ${definition.title}`} href={routes.dashboardRemoval.href({ slug })} />
        )}
      </div>
    </>
  );
  return (
    <Page
      shell={shell}
      title={definition.title}
      room="home"
      note={boardNote(dashboard)}
      live={live}
      acts={acts}
      scripts={scriptsOf(definition)}
    >
      {problem !== undefined && <Banner status="crit">{problem}</Banner>}
      <VariableControls {...{ variables, view }} action={routes.dashboard.href({ slug })} />
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

function scriptsOf({ panels }: DashboardPageProps['dashboard']['definition']): readonly string[] {
  return panels.some(({ kind }) => kind === 'control') ? [...SCRIPTS, 'js/controls.js'] : SCRIPTS;
}
