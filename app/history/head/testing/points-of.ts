import type { Points } from '../points.ts';

interface OwnedPoints extends Points {
  readonly times: Float64Array<ArrayBuffer>;
  readonly values: Float64Array<ArrayBuffer>;
}

export type Row = readonly [atMs: number, value: number];

/** Points as tests write them down. */
export function pointsOf(rows: Iterable<Row>): OwnedPoints {
  const all = Array.from(rows);
  return { times: Float64Array.from(all, ([atMs]) => atMs), values: Float64Array.from(all, ([, value]) => value) };
}

export function rowsOf({ times, values }: Points): Row[] {
  return Array.from(times, (atMs, at) => [atMs, values[at]!]);
}

/** By time, as a map that was filled in the order of arrival holds them. */
export function rowsOfMap(points: ReadonlyMap<number, number>): Row[] {
  return Array.from(points).sort(([a], [b]) => a - b);
}
