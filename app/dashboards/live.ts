import type { Child } from 'hono/jsx';
import type { TerminalText } from '../../components/text/terminal-text.ts';
import type { Area, Region } from '../http/screen.ts';
import type { BoardSources } from './board-data.ts';
import { controlView } from './control/control-view.ts';
import type { DashboardDefinition, PanelDefinition, Query } from './definition.ts';
import type { SeriesLook } from './found-series.ts';
import { controlQueries } from './kinds/control.ts';
import { startLiveData } from './live-data.ts';
import { createDress } from './look/dress-series.ts';
import { topicsIn } from './named-in.ts';
import { OWN_METRICS } from './own-metrics.ts';
import type { PanelView } from './panel.ts';
import { drawPanel } from './panel-frame.tsx';
import { startPastData } from './past/past-data.ts';
import { resolveBoard } from './resolve-board.ts';
import { boardText, type PanelInView } from './text.ts';
import type { ShownPanel } from './variables/expand-panels.ts';
import { watchOptions } from './variables/watch-options.ts';
import type { BoardView } from './view/board-view.ts';
import { isMoving } from './view/is-moving.ts';

export type { BoardList, BoardSources } from './board-data.ts';

export interface BoardOptions {
  readonly definition: Pick<DashboardDefinition, 'panels' | 'variables'>;
  readonly view: BoardView;
  /** Only the series of this key, where selectors would match others beside it. */
  readonly onlyKey?: string;
  /** Where the title of a panel leads. */
  readonly hrefOf?: (panelId: string) => string;
  /** Of which dashboard these panels are, where controls can be pressed or looked at. */
  readonly board?: { readonly slug: string; readonly mayPress: boolean };
  readonly onChange: () => void;
  readonly onLost: (reason?: unknown) => void;
  /** What can be done with a panel, in its head. */
  readonly menuOf?: (panel: PanelDefinition) => Child;
}

/** The panels of a dashboard over data that move. */
export interface Board {
  /** The panels of the definition as they are shown: with values in the place of variables, and repeated ones once for each. */
  readonly shown: readonly ShownPanel[];
  /** Each of those as it is now; or some of them, in another order and place. */
  draw(panels?: readonly PanelDefinition[]): Region[];
  /** The same as lines of text. */
  text(style: TerminalText, panels?: readonly PanelDefinition[]): string[];
  /** Each panel with what it shows now. */
  inView(): PanelInView[];
  stop(): void;
}

/** Of a range that ends now it moves on; one that ended is read once. */
export async function startBoard(sources: BoardSources, options: BoardOptions): Promise<Board> {
  const { view, hrefOf, menuOf, onLost } = options;
  const stopping = new AbortController();
  const { signal } = stopping;
  const resolve = () => resolveBoard(sources, options, signal);
  const { variables, shown } = await resolve();
  const panels = shown.map(({ panel }) => panel);
  const exprs = shown.flatMap(({ panel, problem }) => (problem === undefined ? exprsOf(panel) : []));
  const start = view.range.end ? startPastData : startLiveData;
  const data = await start(sources, { ...options, definition: { panels }, exprs });
  const memories = new Map(panels.map(panel => [panel.id, {}]));
  const looks = new Map(panels.map(panel => [panel.id, lookOf(panel)]));
  const problems = new Map(shown.map(({ panel, problem }) => [panel.id, problem]));
  if (isMoving(view))
    void watchOptions({ resolve: async () => (await resolve()).variables, known: variables, signal, onLost });

  const place = { board: options.board, panels: options.definition.panels, view };
  const controlOf = (id: string) => controlView(sources, place, shown.find(({ panel }) => panel.id === id)!);

  const viewOf = (panel: PanelDefinition): PanelView => {
    const [nowMs, grid] = [data.nowMs(), data.grid()];
    const look = looks.get(panel.id)!;
    const problem = problems.get(panel.id);
    const shown = problem === undefined ? queriesOf(panel).map(query => data.show(query, grid, nowMs, look)) : [];
    const maxExpr = problem === undefined && 'maxExpr' in panel ? panel.maxExpr : undefined;
    const events = panel.kind === 'line' ? data.marks : data.lists;
    return {
      nowMs,
      grid,
      timeZone: view.timeZone,
      queries: shown.map(({ series }) => series),
      note: problem ?? shown.find(({ note }) => note !== undefined)?.note ?? (view.range.end && noteOfPast(panel)),
      limit: maxExpr === undefined ? undefined : data.show({ expr: maxExpr }, grid, nowMs, look).series[0],
      lines: 'stream' in panel ? data.lines(panel.stream) : [],
      events: events.of(topicsIn(panel)),
      image: panel.kind === 'image' ? data.image(panel.name) : undefined,
      job: panel.kind === 'job' ? data.job(panel.name) : undefined,
      boards: panel.kind === 'boards' ? sources.boards.links() : [],
      control: panel.kind === 'control' && problem === undefined ? controlOf(panel.id) : undefined,
      memory: memories.get(panel.id)!,
    };
  };

  const inView = (panel: PanelDefinition): PanelInView => ({ definition: panel, view: viewOf(panel) });

  return {
    shown,
    draw: (drawn = panels) =>
      drawn.map(panel => ({
        id: `panel-${panel.id}`,
        html: drawPanel(panel, viewOf(panel), sources.onError, { menu: menuOf?.(panel), href: hrefOf?.(panel.id) }),
      })),
    text: (style, told = panels) => boardText(told.map(inView), style),
    inView: () => panels.map(inView),
    stop() {
      stopping.abort();
      data.stop();
    },
  };
}

/** The sheet of panels, sewn edge to edge. */
export function clothArea(regions: readonly Region[]): Area {
  return { id: 'cloth', open: '<div class="cloth" id="cloth">', regions, close: '</div>' };
}

/** What is kept of a job is how it stands now. */
function noteOfPast({ kind }: PanelDefinition): string | undefined {
  return kind === 'job' ? 'Of a job, only how it is now can be shown: go back to now.' : undefined;
}

function exprsOf(panel: PanelDefinition): string[] {
  const queries = queriesOf(panel).map(query => query.expr);
  const limit = 'maxExpr' in panel && panel.maxExpr ? [panel.maxExpr] : [];
  return [...queries, ...limit];
}

function queriesOf(panel: PanelDefinition): readonly Query[] {
  if ('queries' in panel) return panel.queries;
  if (panel.kind === 'control') return controlQueries(panel).map(expr => ({ expr }));
  return panel.kind === 'telltale' ? OWN_METRICS.map(expr => ({ expr })) : [];
}

function lookOf(panel: PanelDefinition): SeriesLook {
  const { unit, overrides } = 'queries' in panel ? panel : {};
  return { unit, dress: createDress(overrides) };
}
