import type { ChartGrid } from '../../components/chart/series.ts';
import type { Selector } from '../history/history.ts';
import { type LiveHistory, startWatch, type Watch } from '../history/watch.ts';
import type { Grid } from '../history/window.ts';
import { findUnit, type UnitSources } from '../promql/explain/find-unit.ts';
import { liveProblem } from '../promql/live/live-problem.ts';
import type { LiveEvents, PromqlLive } from '../promql/live/promql-live.ts';
import { plainSelector } from '../promql/plain-selector.ts';
import type { Query } from './definition.ts';
import { forEachFew } from './for-each-few.ts';
import { dressFound, type FoundSeries, type SeriesLook } from './found-series.ts';
import type { PanelSeries } from './panel.ts';
import { type PromqlLines, startPromqlLines } from './promql-lines.ts';

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

export interface BoardQueries {
  show(query: Query, grid: ChartGrid, nowMs: number, look: SeriesLook): Shown;
  stop(): void;
}

/** Expressions that are opened at a time. */
const AT_ONCE = 8;

/**
 * The queries of a board, kept up to date. Of a plain selector each reading counts: it shows the mean of each step, where PromQL would pick
 * one reading. All else is evaluated.
 */
export async function startBoardQueries(sources: QuerySources, options: BoardQueriesOptions): Promise<BoardQueries> {
  const { exprs, grid, onlyKey, onChange, onLost } = options;
  const { history, now } = sources;
  const selectors = new Map<string, Selector>();
  for (const expr of exprs) {
    const selector = plainSelector(expr);
    if (selector) selectors.set(expr, { ...selector, ...(onlyKey !== undefined && { keys: [onlyKey] }) });
  }
  const evaluated = new Map<string, PromqlLines & { readonly unit: string }>();
  const watched = { selectors: [...selectors.values()], grid, now, onChange, onLost };
  const watch = await startWatch(history, watched);
  const stop = () => {
    watch.stop();
    for (const lines of evaluated.values()) lines.stop();
  };
  const evaluate = async (expr: string) => {
    const problem = liveProblem(expr);
    if (problem !== undefined) {
      evaluated.set(expr, { note: problem, lines: () => [], stop() {}, unit: '' });
      return;
    }
    const unit = await findUnit(sources, expr);
    evaluated.set(expr, Object.assign(await startPromqlLines(sources.promql, expr, grid, options), { unit }));
  };
  try {
    const expressions = [...new Set(exprs)].filter(expr => !selectors.has(expr));
    await forEachFew(expressions, AT_ONCE, evaluate);
  } catch (error) {
    stop();
    throw error;
  }
  return {
    show(query, chartGrid, nowMs, look) {
      const lines = evaluated.get(query.expr);
      const found = lines
        ? lines.lines(chartGrid).map(line => ({ ...line, unit: lines.unit }))
        : findSeries(watch, selectors.get(query.expr)!, nowMs, sources.unitOf);
      return { series: dressFound(found, query, look), note: lines?.note };
    },
    stop,
  };
}

function findSeries(
  watch: Watch,
  selector: Selector,
  nowMs: number,
  unitOf: QuerySources['unitOf'],
): readonly FoundSeries[] {
  return watch.select(selector).map(({ key, metric, labels, unit, value, atMs, intervalMs, line, window }) => ({
    ...{ key, metric, labels, value, atMs, intervalMs },
    unit: unitOf(key) ?? unit ?? '',
    values: line(nowMs),
    extremes: window.extremes(nowMs),
  }));
}
