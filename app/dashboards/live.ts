import type { TerminalText } from '../../components/text/terminal-text.ts';
import type { Selector } from '../history/history.ts';
import { parseSelector } from '../history/parse-selector.ts';
import { type LiveHistory, startWatch } from '../history/watch.ts';
import type { WatchedSeries } from '../history/watched-series.ts';
import type { Area, Region } from '../http/screen.ts';
import type { Logs } from '../logs/logs.ts';
import { startTail, type Tail } from '../logs/tail.ts';
import type { DashboardDefinition, PanelDefinition, Query } from './definition.ts';
import type { PanelSeries, PanelView } from './panel.ts';
import { drawPanel } from './panel-frame.tsx';
import type { Range } from './range.ts';
import { nameSeries } from './series-names.ts';
import { boardText, type PanelInView } from './text.ts';

/** Where panels get what they show. */
export interface BoardSources {
  readonly history: LiveHistory;
  readonly logs: Pick<Logs, 'tail' | 'live'>;
  readonly now: () => number;
  readonly timeZone: string;
  /** The unit that people gave a series. */
  readonly unitOf: (seriesKey: string) => string | undefined;
  readonly onError: (error: unknown) => void;
}

export interface BoardOptions {
  readonly definition: Pick<DashboardDefinition, 'panels'>;
  readonly range: Range;
  /** Only the series of this key, where selectors would match others beside it. */
  readonly onlyKey?: string;
  readonly onChange: () => void;
  readonly onLost: (reason?: unknown) => void;
}

/** The panels of a dashboard over data that move. */
export interface Board {
  /** Each panel as it is now, in the order of the definition. */
  draw(): Region[];
  /** The same as lines of text. */
  text(style: TerminalText): string[];
  stop(): void;
}

/** Lines that a log panel holds. */
const TAIL_LINES = 60;

export async function startBoard(sources: BoardSources, options: BoardOptions): Promise<Board> {
  const { definition, range, onlyKey, onChange, onLost } = options;
  const { history, logs, now } = sources;
  const grid = { stepMs: range.stepMs, count: range.spanMs / range.stepMs };
  const toSelector = (expr: string): Selector => ({ ...readSelector(expr), ...(onlyKey && { keys: [onlyKey] }) });
  const selectors = definition.panels.flatMap(exprsOf).map(toSelector);
  const watch = await startWatch(history, { selectors, grid, now, onChange, onLost });
  const tails = new Map<string, Tail>();
  const stop = () => {
    watch.stop();
    for (const tail of tails.values()) tail.stop();
  };
  try {
    for (const stream of streamsOf(definition)) {
      tails.set(stream, await startTail(logs, { stream, limit: TAIL_LINES, onChange, onLost }));
    }
  } catch (error) {
    stop();
    throw error;
  }

  const memories = new Map(definition.panels.map(panel => [panel.id, {}]));

  const viewOf = (panel: PanelDefinition): PanelView => {
    const nowMs = now();
    const fromMs = (Math.floor(nowMs / grid.stepMs) - grid.count + 1) * grid.stepMs;
    const query = (one: Query) => {
      return toPanelSeries(watch.select(toSelector(one.expr)), one, panel, nowMs, sources.unitOf);
    };
    return {
      nowMs,
      grid: { fromMs, ...grid },
      timeZone: sources.timeZone,
      queries: 'queries' in panel ? panel.queries.map(query) : [],
      limit: 'maxExpr' in panel && panel.maxExpr ? query({ expr: panel.maxExpr })[0] : undefined,
      lines: 'stream' in panel ? tails.get(panel.stream)!.lines : [],
      memory: memories.get(panel.id)!,
    };
  };

  const inView = (panel: PanelDefinition): PanelInView => ({ definition: panel, view: viewOf(panel) });

  return {
    draw: () =>
      definition.panels.map(panel => ({
        id: `panel-${panel.id}`,
        html: drawPanel(panel, viewOf(panel), sources.onError),
      })),
    text: style => boardText(definition.panels.map(inView), style),
    stop,
  };
}

/** The sheet of panels, sewn edge to edge. */
export function clothArea(regions: readonly Region[]): Area {
  return { id: 'cloth', open: '<div class="cloth" id="cloth">', regions, close: '</div>' };
}

function toPanelSeries(
  series: readonly WatchedSeries[],
  query: Query,
  panel: PanelDefinition,
  nowMs: number,
  unitOf: BoardSources['unitOf'],
): PanelSeries[] {
  const names = nameSeries(series, query.legend);
  const fixedUnit = 'unit' in panel ? panel.unit : undefined;
  return series.map(({ key, unit, value, atMs, intervalMs, line, window }, i) => ({
    key,
    name: names[i]!,
    unit: fixedUnit ?? unitOf(key) ?? unit ?? '',
    value,
    atMs,
    intervalMs,
    values: line(nowMs),
    extremes: window.extremes(nowMs),
  }));
}

function exprsOf(panel: PanelDefinition): string[] {
  const queries = 'queries' in panel ? panel.queries.map(query => query.expr) : [];
  const limit = 'maxExpr' in panel && panel.maxExpr ? [panel.maxExpr] : [];
  return [...queries, ...limit];
}

/** Definitions are checked when they are kept, so this one reads. */
function readSelector(expr: string): Selector {
  const parsed = parseSelector(expr);
  if ('problem' in parsed) throw new Error(parsed.problem);
  return parsed;
}

function streamsOf({ panels }: Pick<DashboardDefinition, 'panels'>): Set<string> {
  return new Set(panels.flatMap(panel => ('stream' in panel ? [panel.stream] : [])));
}
