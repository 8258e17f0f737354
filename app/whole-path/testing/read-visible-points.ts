import { seriesKey } from '../../history/series-key.ts';
import { readFile } from '../../history/testing/read-file.ts';
import type { PointsByKey } from './known-points.ts';

/**
 * The points of the visible series in a history's file. Throws when two chunks have a point of one moment; a point of
 * the journal takes the place of one in a chunk, as it does in an answer.
 */
export function readVisiblePoints(path: string): PointsByKey {
  const all = new Map<string, Map<number, number>>();
  for (const { metric, labels, atMs, value, isVisible, isPacked } of readFile(path)) {
    if (!isVisible) continue;
    const key = seriesKey(metric, labels);
    const points = all.get(key) ?? new Map<number, number>();
    if (isPacked && points.has(atMs)) throw new Error(`${key} has two points at ${atMs}.`);
    all.set(key, points.set(atMs, value));
  }
  return all;
}
