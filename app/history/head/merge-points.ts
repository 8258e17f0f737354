import type { Points } from './points.ts';

/** Joins two lists; of two points of one moment that of `newer` stays. */
export function mergePoints(older: Points, newer: Points): Points {
  if (newer.times.length === 0) return older;
  if (older.times.length === 0) return newer;
  if (older.times.at(-1)! < newer.times[0]!) return concatPoints([older, newer]);
  const times = new Float64Array(older.times.length + newer.times.length);
  const values = new Float64Array(times.length);
  let [o, n, count] = [0, 0, 0];
  while (o < older.times.length || n < newer.times.length) {
    const olderMs = o < older.times.length ? older.times[o]! : Number.POSITIVE_INFINITY;
    const newerMs = n < newer.times.length ? newer.times[n]! : Number.POSITIVE_INFINITY;
    const isNewer = newerMs <= olderMs;
    times[count] = isNewer ? newerMs : olderMs;
    values[count++] = isNewer ? newer.values[n]! : older.values[o]!;
    if (olderMs <= newerMs) o++;
    if (isNewer) n++;
  }
  return { times: times.subarray(0, count), values: values.subarray(0, count) };
}

/** One list after the other, in memory of its own. */
export function concatPoints(lists: readonly Points[]) {
  const length = lists.reduce((sum, { times }) => sum + times.length, 0);
  const joined = { times: new Float64Array(length), values: new Float64Array(length) };
  let at = 0;
  for (const { times, values } of lists) {
    joined.times.set(times, at);
    joined.values.set(values, at);
    at += times.length;
  }
  return joined;
}
