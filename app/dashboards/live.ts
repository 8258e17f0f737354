import type { TerminalText } from '../../components/text/terminal-text.ts';
import type { Area, Region } from '../http/screen.ts';
import type { BoardSources } from './board-data.ts';
import type { DashboardDefinition, PanelDefinition, Query } from './definition.ts';
import type { SeriesLook } from './found-series.ts';
import { startLiveData } from './live-data.ts';
import { createDress } from './look/dress-series.ts';
import { OWN_METRICS } from './own-metrics.ts';
import type { PanelView } from './panel.ts';
import { drawPanel } from './panel-frame.tsx';
import { startPastData } from './past/past-data.ts';
import { boardText, type PanelInView } from './text.ts';
import type { BoardView } from './view/board-view.ts';

export type { BoardSources } from './board-data.ts';

export interface BoardOptions {
  readonly definition: Pick<DashboardDefinition, 'panels'>;
  readonly view: BoardView;
  /** Only the series of this key, where selectors would match others beside it. */
  readonly onlyKey?: string;
  /** Where the title of a panel leads. */
  readonly hrefOf?: (panelId: string) => string;
  readonly onChange: () => void;
  readonly onLost: (reason?: unknown) => void;
}

/** The panels of a dashboard over data that move. */
export interface Board {
  /** Each panel as it is now, in the order of the definition. */
  draw(): Region[];
  /** The same as lines of text. */
  text(style: TerminalText): string[];
  /** Each panel with what it shows now. */
  inView(): PanelInView[];
  stop(): void;
}

/** Of a range that ends now it moves on; one that ended is read once. */
export async function startBoard(sources: BoardSources, options: BoardOptions): Promise<Board> {
  const { definition, view, hrefOf } = options;
  const exprs = definition.panels.flatMap(exprsOf);
  const start = view.range.end ? startPastData : startLiveData;
  const data = await start(sources, { ...options, exprs });
  const memories = new Map(definition.panels.map(panel => [panel.id, {}]));
  const looks = new Map(definition.panels.map(panel => [panel.id, lookOf(panel)]));

  const viewOf = (panel: PanelDefinition): PanelView => {
    const [nowMs, grid] = [data.nowMs(), data.grid()];
    const look = looks.get(panel.id)!;
    const shown = queriesOf(panel).map(query => data.show(query, grid, nowMs, look));
    const maxExpr = 'maxExpr' in panel ? panel.maxExpr : undefined;
    const events = panel.kind === 'events' ? data.lists : data.marks;
    return {
      nowMs,
      grid,
      timeZone: view.timeZone,
      queries: shown.map(({ series }) => series),
      note: shown.find(({ note }) => note !== undefined)?.note ?? (view.range.end && noteOfPast(panel)),
      limit: maxExpr === undefined ? undefined : data.show({ expr: maxExpr }, grid, nowMs, look).series[0],
      lines: 'stream' in panel ? data.lines(panel.stream) : [],
      events: 'topics' in panel && panel.topics ? events.of(panel.topics) : [],
      image: panel.kind === 'image' ? data.image(panel.name) : undefined,
      job: panel.kind === 'job' ? data.job(panel.name) : undefined,
      memory: memories.get(panel.id)!,
    };
  };

  const inView = (panel: PanelDefinition): PanelInView => ({ definition: panel, view: viewOf(panel) });

  return {
    draw: () =>
      definition.panels.map(panel => ({
        id: `panel-${panel.id}`,
        html: drawPanel(panel, viewOf(panel), sources.onError, hrefOf?.(panel.id)),
      })),
    text: style => boardText(definition.panels.map(inView), style),
    inView: () => definition.panels.map(inView),
    stop: data.stop,
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
  return panel.kind === 'telltale' ? OWN_METRICS.map(expr => ({ expr })) : [];
}

function lookOf(panel: PanelDefinition): SeriesLook {
  const { unit, overrides } = 'queries' in panel ? panel : {};
  return { unit, dress: createDress(overrides) };
}
