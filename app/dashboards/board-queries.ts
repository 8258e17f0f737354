import type { ChartGrid } from '../../components/chart/series.ts';
import type { Selector } from '../history/history.ts';
import { parseSelector } from '../history/parse-selector.ts';
import { type LiveHistory, startWatch, type Watch } from '../history/watch.ts';
import type { Grid } from '../history/window.ts';
import { findUnit, type UnitSources } from '../promql/explain/find-unit.ts';
import type { LiveEvents, PromqlLive } from '../promql/live/promql-live.ts';
import type { Query } from './definition.ts';
import type { DressSeries } from './look/dress-series.ts';
import type { PanelSeries } from './panel.ts';
import { type PromqlLines, startPromqlLines } from './promql-lines.ts';
import { nameSeries } from './series-names.ts';

export interface QuerySources {
  readonly history: LiveHistory & UnitSources['history'];
  readonly promql: Pick<PromqlLive, 'open'>;
  readonly now: () => number;
  /** The unit that people gave a series. */
  readonly unitOf: (seriesKey: string) => string | undefined;
}

export interface BoardQueriesOptions extends LiveEvents {
  readonly exprs: readonly string[];
  readonly grid: Grid;
  /** Only the series of this key, where selectors would match others beside it. */
  readonly onlyKey: string | undefined;
}

/** What a query shows now. */
export interface Shown {
  readonly series: readonly PanelSeries[];
  /** Why it moves seldom, or shows nothing, as a sentence. */
  readonly note: string | undefined;
}

/** What a panel says of its series. */
export interface SeriesLook {
  /** Goes before the unit of the series. */
  readonly unit: string | undefined;
  /** What it says of some of them goes before all else. */
  readonly dress: DressSeries;
}

export interface BoardQueries {
  show(query: Query, grid: ChartGrid, nowMs: number, look: SeriesLook): Shown;
  stop(): void;
}

/**
 * The queries of a board, kept up to date. Of a plain selector each reading counts: it shows the mean of each step, where PromQL would pick
 * one reading. All else is evaluated.
 */
export async function startBoardQueries(sources: QuerySources, options: BoardQueriesOptions): Promise<BoardQueries> {
  const { exprs, grid, onlyKey, onChange, onLost } = options;
  const { history, now } = sources;
  const selectors = new Map<string, Selector>();
  for (const expr of exprs) {
    const parsed = parseSelector(expr);
    if (!('problem' in parsed)) selectors.set(expr, { ...parsed, ...(onlyKey !== undefined && { keys: [onlyKey] }) });
  }
  const evaluated = new Map<string, PromqlLines & { readonly unit: string }>();
  const watched = { selectors: [...selectors.values()], grid, now, onChange, onLost };
  const watch = await startWatch(history, watched);
  const stop = () => {
    watch.stop();
    for (const lines of evaluated.values()) lines.stop();
  };
  try {
    for (const expr of new Set(exprs)) {
      if (selectors.has(expr)) continue;
      const unit = await findUnit(sources, expr);
      evaluated.set(expr, Object.assign(await startPromqlLines(sources.promql, expr, grid, options), { unit }));
    }
  } catch (error) {
    stop();
    throw error;
  }
  return {
    show(query, chartGrid, nowMs, look) {
      const lines = evaluated.get(query.expr);
      return lines
        ? showLines(lines, query, chartGrid, look)
        : showSeries(watch, selectors.get(query.expr)!, query, nowMs, look, sources.unitOf);
    },
    stop,
  };
}

function showSeries(
  watch: Watch,
  selector: Selector,
  { legend }: Query,
  nowMs: number,
  look: SeriesLook,
  unitOf: QuerySources['unitOf'],
): Shown {
  const found = watch.select(selector);
  const names = nameSeries(found, legend);
  const series = found.map(({ key, metric, labels, unit, value, atMs, intervalMs, line, window }, i) => ({
    key,
    ...dressed({ metric, labels, name: names[i]! }, look.unit ?? unitOf(key) ?? unit ?? '', look),
    value,
    atMs,
    intervalMs,
    values: line(nowMs),
    extremes: window.extremes(nowMs),
  }));
  return { series, note: undefined };
}

function showLines(
  evaluated: PromqlLines & { readonly unit: string },
  { expr, legend }: Query,
  grid: ChartGrid,
  look: SeriesLook,
): Shown {
  const lines = evaluated.lines(grid);
  const names = nameSeries(lines, legend);
  const series = lines.map(({ key, metric, labels, value, atMs, intervalMs, values, extremes }, i) => ({
    key,
    ...dressed({ metric, labels, name: names[i] || expr }, look.unit ?? evaluated.unit, look),
    ...{ value, atMs, intervalMs, values, extremes },
  }));
  return { series, note: evaluated.note };
}

function dressed(series: Parameters<DressSeries>[0], sentUnit: string, { dress }: SeriesLook) {
  const { name = series.name, unit = sentUnit, ...more } = dress(series);
  return { ...more, name, unit, labels: series.labels };
}
