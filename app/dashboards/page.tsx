import { raw } from 'hono/html';
import { Banner } from '../../components/banner.tsx';
import { Button } from '../../components/button.tsx';
import { Empty } from '../../components/empty.tsx';
import { type LiveLink, Page, type PageShell } from '../http/page.tsx';
import { routes } from '../routes.ts';
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
  /** Why the view that was asked for cannot be had, as a sentence. */
  readonly problem: string | undefined;
  readonly nowMs: number;
  readonly variables: readonly ResolvedVariable[];
  /** Undefined: the range stands still. */
  readonly live: LiveLink | undefined;
  /** What is to be said of its file, as the screen drew it last. */
  readonly note: string;
  /** The panels as the screen drew them last. */
  readonly cloth: string;
  readonly mayEdit: boolean;
}

const SCRIPTS = ['js/crosshair.js', 'js/zoom.js', 'js/pause.js', 'js/choices.js', 'js/panel-keys.js'];
const MACHINE_SLUG = 'this-machine';

export function DashboardPage({
  shell,
  dashboard: { slug, definition },
  view,
  problem,
  nowMs,
  variables,
  live,
  note: aboutFile,
  cloth,
  mayEdit,
}: DashboardPageProps) {
  const acts = (
    <>
      {live && <Pause />}
      <RangePicker {...{ view, nowMs }} hrefOf={query => routes.dashboard.href({ slug }, query)} />
      <div class="cluster">
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
  // One machine leads to the others.
  const note =
    slug === MACHINE_SLUG ? (
      <>
        {definition.subtitle} ·{' '}
        <a class="link" href={routes.hosts.href()}>
          all hosts
        </a>
      </>
    ) : (
      definition.subtitle
    );
  return (
    <Page
      shell={shell}
      title={definition.title}
      room="home"
      note={note}
      live={live}
      acts={acts}
      scripts={scriptsOf(definition)}
    >
      {problem !== undefined && <Banner status="crit">{problem}</Banner>}
      <VariableControls {...{ variables, view }} action={routes.dashboard.href({ slug })} />
      {raw(aboutFile)}
      {raw(cloth)}
      {definition.panels.length === 0 && <Empty page title="This dashboard is empty" />}
    </Page>
  );
}

function scriptsOf({ panels }: DashboardPageProps['dashboard']['definition']): readonly string[] {
  return panels.some(({ kind }) => kind === 'control') ? [...SCRIPTS, 'js/controls.js'] : SCRIPTS;
}
