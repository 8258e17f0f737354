import { type BoardSources, clothArea, startBoard } from '../dashboards/live.ts';
import { findRange } from '../dashboards/range.ts';
import { startWatch } from '../history/watch.ts';
import type { Scene } from '../http/live.ts';
import { runScreen } from '../http/run-screen.ts';
import { rowsArea } from './rows.tsx';

/** Rows of the table at most; a search finds the others. */
export const MAX_ROWS = 100;
const SPARK_RANGE = findRange('15m');
const SERIES_RANGE = findRange('1h');

/** The table of the series that a search finds. */
export function searchScene(sources: BoardSources, search: string): Scene {
  const { history, now, unitOf, onError } = sources;
  const selector = { search, limit: MAX_ROWS };
  const grid = { stepMs: SPARK_RANGE.stepMs, count: SPARK_RANGE.spanMs / SPARK_RANGE.stepMs };
  return {
    name: `explore ${search}`,
    start: () =>
      runScreen(async events => {
        const watch = await startWatch(history, { selectors: [selector], grid, now, ...events });
        const draw = () => [
          rowsArea({ series: watch.select(selector).slice(0, MAX_ROWS), unitOf, nowMs: now(), search }),
        ];
        return { draw, stop: watch.stop };
      }, onError),
  };
}

/** One series: now, and its last hour. */
export function seriesScene(sources: BoardSources, key: string): Scene {
  const queries = [{ expr: key }];
  const panels = [
    { kind: 'stat' as const, id: 'now', title: 'Now', w: 7, h: 7, queries },
    { kind: 'line' as const, id: 'past', title: 'Last hour', w: 17, h: 7, queries },
  ];
  return {
    name: `series ${key}`,
    start: () =>
      runScreen(async events => {
        const board = await startBoard(sources, {
          definition: { panels },
          range: SERIES_RANGE,
          onlyKey: key,
          ...events,
        });
        return { draw: () => [clothArea(board.draw())], stop: board.stop };
      }, sources.onError),
  };
}
