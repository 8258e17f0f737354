import { z } from 'zod';
import type { Selector } from '../../history/history.ts';
import type { Commit } from '../../history/live.ts';
import { parseSelector } from '../../history/parse-selector.ts';
import { parseSeriesName } from '../../history/parse-series-name.ts';
import { createMatcher } from '../../history/select.ts';
import { seriesKey } from '../../history/series-key.ts';
import type { Told, Topic, TopicSources } from '../topic.ts';
import { TopicProblem } from '../topic-problem.ts';

/** Series of one subscription, at most: those with the newest readings. */
const MAX_SERIES = 200;

/** The history is asked about the last minutes to be told of the series that it is asked about. */
const GRID_MS = 60_000;

const wanted = z.strictObject({ series: z.string().min(1).max(8000) });

/**
 * The readings of one series, or of all that a plain selector matches, commit by commit. A client that lags is told that
 * some are missed, and then the newest of each series.
 */
export const readings: Topic<z.infer<typeof wanted>> = {
  wanted,
  async *follow({ series }, sources, signal) {
    const selector = parseSelector(series);
    if ('problem' in selector) throw new TopicProblem(selector.problem);
    while (!signal.aborted) {
      const isBehind = yield* followOnce({ ...selector, limit: MAX_SERIES }, sources, signal);
      if (!isBehind) return;
    }
  },
};

/** True: some commits were missed, or a series came back with what it had; it is to be begun anew. */
async function* followOnce(
  selector: Selector,
  { history, now }: TopicSources,
  signal: AbortSignal,
): AsyncGenerator<Told, boolean> {
  const subscription = history.live.subscribe({ signal });
  const follower = history.follow();
  try {
    const toMs = (Math.floor(now() / GRID_MS) + 1) * GRID_MS;
    const range = { select: selector, fromMs: toMs - GRID_MS, toMs, stepMs: GRID_MS };
    const past = await history.query({ ...range, follower: follower.number }, signal);
    const followed = new Set(past.series.map(({ key }) => key));
    const { commit, series } = await history.latest(selector, signal);
    const keys = new Set(series.map(({ key }) => key));
    follower.add([...keys].filter(key => !followed.has(key))); // made meanwhile
    yield {
      ...{ type: 'snapshot', cursor: commit },
      series: series.map(({ key, unit, atMs, value, createdMs }) => ({ series: key, unit, createdMs, atMs, value })),
    };
    const matches = createMatcher(selector);
    for await (const item of subscription) {
      if (item.kind === 'gap') yield { type: 'gap', missedCommits: item.missed };
      if (item.kind !== 'event') return true;
      if (item.value.commit <= commit) continue;
      const change = toChange(item.value, keys, matches);
      if (change === 'anew') return true;
      follower.add(change.created);
      if (change.readings.length > 0 || change.removed.length > 0)
        yield {
          ...{ type: 'change', cursor: item.value.commit, readings: change.readings },
          ...(change.removed.length > 0 && { removed: change.removed }),
        };
    }
    return false;
  } finally {
    follower.end();
    await subscription.return();
  }
}

/** What a commit changed of the series with these keys, which it brings up to date. */
function toChange(
  { readings, created, restored, removed }: Commit,
  keys: Set<string>,
  matches: ReturnType<typeof createMatcher>,
) {
  if (restored.some(key => isNamed(key, matches))) return 'anew';
  const fresh = new Set(created);
  const gone = removed.filter(key => keys.delete(key));
  const met: string[] = [];
  const told: { readonly series: string; readonly atMs: number; readonly value: number | null }[] = [];
  for (const { metric, labels, atMs, value, hasEnded } of readings) {
    const key = seriesKey(metric, labels);
    const isNew = fresh.delete(key) && keys.size < MAX_SERIES;
    if (isNew && matches({ key, metric, labels, createdMs: atMs })) {
      keys.add(key);
      met.push(key);
    }
    if (keys.has(key)) told.push({ series: key, atMs, value: hasEnded ? null : value });
  }
  return { readings: told, removed: gone, created: met };
}

function isNamed(key: string, matches: ReturnType<typeof createMatcher>): boolean {
  const name = parseSeriesName(key);
  return name !== undefined && matches({ key, ...name, createdMs: 0 });
}
