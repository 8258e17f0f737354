import type { ChartGrid } from '../../components/chart/series.ts';
import { seriesKey } from '../history/series-key.ts';
import type { Extremes, Grid } from '../history/window.ts';
import type { LiveLine } from '../promql/live/live-mirror.ts';
import type { LiveEvents, LiveResult, PromqlLive } from '../promql/live/promql-live.ts';

/** Where a step is longer, the newest value is asked for beside the line: the last step may lie a day back. */
const NEWEST_BESIDE_FROM_MS = 5_000;

/** Lines of one query that are drawn. */
export const MAX_LINES = 200;

/** One line of an answer, as a panel shows it. */
export interface PromqlLine {
  readonly key: string;
  readonly metric: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
  readonly atMs: number;
  /** Of a line that has ended: how often it had a value. One that goes on is as new as its answer. */
  readonly intervalMs: number | undefined;
  readonly values: readonly (number | undefined)[];
  readonly extremes: Extremes | undefined;
}

/** The lines of an expression that is more than a selector. */
export interface PromqlLines {
  /** Why it moves seldom, or there is no answer, as a sentence. */
  readonly note: string | undefined;
  lines(grid: ChartGrid): readonly PromqlLine[];
  stop(): void;
}

/** Begins to evaluate, and resolves when there is a first result or it is known why there is none. */
export async function startPromqlLines(
  live: Pick<PromqlLive, 'open'>,
  expr: string,
  { stepMs, count }: Grid,
  events: LiveEvents,
): Promise<PromqlLines> {
  const opened: LiveResult[] = [];
  const open = async (grid: { stepMs: number; rangeMs: number }) => {
    opened.push(await live.open(expr, grid, events));
  };
  const stop = () => {
    for (const one of opened) one.close();
  };
  try {
    await open({ stepMs, rangeMs: (count - 1) * stepMs });
    if (stepMs > NEWEST_BESIDE_FROM_MS) await open({ stepMs: 1_000, rangeMs: 0 });
  } catch (error) {
    stop();
    if (error instanceof Error && error.name === 'PromqlError')
      return { note: error.message, lines: () => [], stop: () => {} };
    throw error;
  }
  const [past, newest = past] = opened as [LiveResult, LiveResult?];
  return {
    get note() {
      return past.note ?? newest.note;
    },
    lines: grid => joinLines(past, newest, grid),
    stop,
  };
}

/** The lines of now in their order, then those of the past that have no value any more. */
function joinLines(past: LiveResult, newest: LiveResult, grid: ChartGrid): PromqlLine[] {
  const pastByKey = new Map(past.lines.map(line => [keyOf(line), line]));
  const nowByKey = new Map(newest.lines.map(line => [keyOf(line), line]));
  const keys = [...new Set([...nowByKey.keys(), ...pastByKey.keys()])].slice(0, MAX_LINES);
  return keys.flatMap(key => {
    const [line, now] = [pastByKey.get(key), nowByKey.get(key)];
    const last = (now && newestOf(now, newest)) ?? (line && newestOf(line, past));
    if (!last) return [];
    const { __name__: metric = '', ...labels } = (line ?? now)!.labels;
    const values = line ? onGrid(line, past, grid) : new Array<undefined>(grid.count).fill(undefined);
    return [{ key, metric, labels, ...last, values, extremes: line && extremesOf(line, past) }];
  });
}

function keyOf({ labels: { __name__: metric = '', ...labels } }: LiveLine): string {
  return seriesKey(metric, labels);
}

function newestOf({ values, present }: LiveLine, { steps }: LiveResult) {
  const at = present.lastIndexOf(1);
  if (at < 0) return undefined;
  const intervalMs = at < values.length - 1 ? steps.stepMs : undefined;
  return { value: values[at]!, atMs: steps.startMs + at * steps.stepMs, intervalMs };
}

/** The screen may have come to the next step before the result has. */
function onGrid({ values, present }: LiveLine, { steps }: LiveResult, grid: ChartGrid): (number | undefined)[] {
  const ahead = Math.round((grid.fromMs - steps.startMs) / steps.stepMs);
  return Array.from({ length: grid.count }, (_, i) => (present[i + ahead] === 1 ? values[i + ahead] : undefined));
}

function extremesOf({ values, present }: LiveLine, { steps }: LiveResult): Extremes | undefined {
  let [min, max, maxAt] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -1];
  for (let at = 0; at < values.length; at++) {
    if (present[at] !== 1 || Number.isNaN(values[at])) continue;
    min = Math.min(min, values[at]!);
    if (values[at]! > max) [max, maxAt] = [values[at]!, at];
  }
  return maxAt < 0 ? undefined : { min, max, maxAtMs: steps.startMs + maxAt * steps.stepMs };
}
