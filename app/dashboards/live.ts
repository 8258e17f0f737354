import type { TerminalText } from '../../components/text/terminal-text.ts';
import { type EventMarks, startEventMarks } from '../events/kept/event-marks.ts';
import type { Events } from '../events/kept/events.ts';
import type { Area, Region } from '../http/screen.ts';
import type { ImageStore } from '../images/store.ts';
import type { Jobs } from '../jobs/runs/jobs.ts';
import type { Logs } from '../logs/logs.ts';
import { startTail, type Tail } from '../logs/tail.ts';
import { follow } from '../stream/follow.ts';
import { type QuerySources, type SeriesLook, startBoardQueries } from './board-queries.ts';
import type { DashboardDefinition, PanelDefinition, Query } from './definition.ts';
import { createDress } from './look/dress-series.ts';
import { OWN_METRICS } from './own-metrics.ts';
import type { PanelView } from './panel.ts';
import { drawPanel } from './panel-frame.tsx';
import type { Range } from './range.ts';
import { boardText, type PanelInView } from './text.ts';

/** Where panels get what they show. */
export interface BoardSources extends QuerySources {
  readonly logs: Pick<Logs, 'tail' | 'live'>;
  readonly events: Pick<Events, 'page' | 'live'>;
  readonly images: Pick<ImageStore, 'state' | 'live'>;
  readonly jobs: Pick<Jobs, 'find' | 'live'>;
  readonly timeZone: string;
  readonly onError: (error: unknown) => void;
}

export interface BoardOptions {
  readonly definition: Pick<DashboardDefinition, 'panels'>;
  readonly range: Range;
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

/** Lines that a log panel holds. */
export const TAIL_LINES = 60;

export async function startBoard(sources: BoardSources, options: BoardOptions): Promise<Board> {
  const { definition, range, onlyKey, hrefOf, onChange, onLost } = options;
  const { logs, images, jobs, now } = sources;
  const grid = { stepMs: range.stepMs, count: range.spanMs / range.stepMs };
  const exprs = definition.panels.flatMap(exprsOf);
  const queries = await startBoardQueries(sources, { exprs, grid, onlyKey, onChange, onLost });
  const tails = new Map<string, Tail>();
  const marked = topicsOf(definition, 'line');
  const listed = topicsOf(definition, 'events');
  const pictures = namesOf(definition, 'image');
  const watchedJobs = namesOf(definition, 'job');
  let marks: EventMarks | undefined;
  let lists: EventMarks | undefined;
  const stopping = new AbortController();
  const { signal } = stopping;
  const stop = () => {
    stopping.abort();
    queries.stop();
    for (const tail of tails.values()) tail.stop();
    marks?.stop();
    lists?.stop();
  };
  try {
    for (const stream of streamsOf(definition)) {
      tails.set(stream, await startTail(logs, { stream, limit: TAIL_LINES, onChange, onLost }));
    }
    const fromMs = now() - range.spanMs;
    const events = { onChange, onLost };
    if (marked.length > 0) marks = await startEventMarks(sources.events, { topics: marked, fromMs, ...events });
    if (listed.length > 0) lists = await startEventMarks(sources.events, { topics: listed, fromMs: 0, ...events });
  } catch (error) {
    stop();
    throw error;
  }

  // Their newest states are in memory: a change that was missed does no harm.
  const concerns = (names: ReadonlySet<string>) => ({
    signal,
    filter: ({ name }: { readonly name: string }) => names.has(name),
  });
  if (pictures.size > 0) follow(images.live.subscribe(concerns(pictures)), { onChange, onLost, signal });
  if (watchedJobs.size > 0) follow(jobs.live.subscribe(concerns(watchedJobs)), { onChange, onLost, signal });

  const memories = new Map(definition.panels.map(panel => [panel.id, {}]));
  const looks = new Map(definition.panels.map(panel => [panel.id, lookOf(panel)]));

  const viewOf = (panel: PanelDefinition): PanelView => {
    const nowMs = now();
    const fromMs = (Math.floor(nowMs / grid.stepMs) - grid.count + 1) * grid.stepMs;
    const chartGrid = { fromMs, ...grid };
    const look = looks.get(panel.id)!;
    const shown = queriesOf(panel).map(query => queries.show(query, chartGrid, nowMs, look));
    const maxExpr = 'maxExpr' in panel ? panel.maxExpr : undefined;
    return {
      nowMs,
      grid: chartGrid,
      timeZone: sources.timeZone,
      queries: shown.map(({ series }) => series),
      note: shown.find(({ note }) => note !== undefined)?.note,
      limit: maxExpr === undefined ? undefined : queries.show({ expr: maxExpr }, chartGrid, nowMs, look).series[0],
      lines: 'stream' in panel ? tails.get(panel.stream)!.lines : [],
      events: ('topics' in panel && panel.topics && (panel.kind === 'events' ? lists : marks)?.of(panel.topics)) || [],
      image: panel.kind === 'image' ? images.state(panel.name) : undefined,
      job: panel.kind === 'job' ? jobs.find(panel.name) : undefined,
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
    stop,
  };
}

/** The sheet of panels, sewn edge to edge. */
export function clothArea(regions: readonly Region[]): Area {
  return { id: 'cloth', open: '<div class="cloth" id="cloth">', regions, close: '</div>' };
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

function topicsOf({ panels }: Pick<DashboardDefinition, 'panels'>, kind: 'line' | 'events'): readonly string[] {
  return [...new Set(panels.flatMap(panel => (panel.kind === kind && panel.topics) || []))];
}

function namesOf({ panels }: Pick<DashboardDefinition, 'panels'>, kind: 'image' | 'job'): ReadonlySet<string> {
  return new Set(panels.flatMap(panel => (panel.kind === kind ? [panel.name] : [])));
}

function streamsOf({ panels }: Pick<DashboardDefinition, 'panels'>): Set<string> {
  return new Set(panels.flatMap(panel => ('stream' in panel ? [panel.stream] : [])));
}
