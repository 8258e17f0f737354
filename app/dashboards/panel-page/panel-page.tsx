import { raw } from 'hono/html';
import { Button } from '../../../components/button.tsx';
import { type LiveLink, Page, type PageShell } from '../../http/page.tsx';
import { routes } from '../../routes.ts';
import type { PanelDefinition } from '../definition.ts';
import type { Dashboard } from '../store.ts';
import type { BoardView } from '../view/board-view.ts';
import { Pause } from '../view/pause.tsx';
import { RangePicker } from '../view/range-picker.tsx';

export interface PanelPageProps {
  readonly shell: PageShell;
  /** Undefined: the range stands still. */
  readonly live: LiveLink | undefined;
  readonly dashboard: Dashboard;
  readonly panel: PanelDefinition;
  readonly view: BoardView;
  readonly nowMs: number;
  /** The panel and its table as the screen drew them last. */
  readonly cloth: string;
  readonly table: string;
}

const SCRIPTS = ['js/crosshair.js', 'js/zoom.js', 'js/pause.js'];
const FORMS = [
  { form: 'SVG', route: routes.panelSvg },
  { form: 'PNG', route: routes.panelPng },
  { form: 'CSV', route: routes.panelCsv },
  { form: 'JSON', route: routes.panelJson },
  { form: 'Text', route: routes.panelText },
] as const;

/** One panel by itself, with what it shows as a table, and all the forms in which it can be had. */
export function PanelPage({ shell, live, dashboard, panel, view, nowMs, cloth, table }: PanelPageProps) {
  const { slug, definition } = dashboard;
  const { id, title } = panel;
  const { query } = view;
  const note = (
    <>
      panel of{' '}
      <a class="link" href={routes.dashboard.href({ slug }, query)}>
        {definition.title}
      </a>
    </>
  );
  const acts = (
    <>
      {live && <Pause />}
      <RangePicker {...{ view, nowMs }} hrefOf={changed => routes.panel.href({ slug, id }, changed)} />
    </>
  );
  return (
    <Page {...{ shell, live, note, acts }} title={title || 'Panel'} room="home" scripts={SCRIPTS}>
      {raw(cloth)}
      <nav class="panel-forms cluster" aria-label="Other forms">
        <span class="dim">This panel as</span>
        {FORMS.map(({ form, route }) => (
          <Button size="small" href={route.href({ slug, id }, query)}>
            {form}
          </Button>
        ))}
        <a class="link" href={routes.panelExplanation.href({ slug, id }, query)}>
          Explain this panel
        </a>
      </nav>
      {raw(table)}
    </Page>
  );
}
