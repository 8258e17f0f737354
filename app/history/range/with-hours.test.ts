import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRandom } from '../../testing/random.ts';
import { summarizeChunk } from '../chunk/chunk-stats.ts';
import { pointsOf } from '../head/testing/points-of.ts';
import { HOUR_MS, type HourStats } from '../hourly/hour-stats.ts';
import type { Segment } from './segments.ts';
import { type Piece, withHours } from './with-hours.ts';

test('hours stand before the points that are not older, wherever they are, and nothing is lost', () => {
  const random = createRandom(3);
  for (let round = 0; round < 500; round++) {
    const times = ascending(random, 30, HOUR_MS / 3);
    const hours = ascending(random, 8, 3).map(hour => hour * HOUR_MS);
    const given = [...withHours(cut(random, times), hours.map(toHour))];
    const seen = given.flatMap(timesOf);
    const expected = [...hours.map(atMs => [atMs, 0]), ...times.map(atMs => [atMs, 1])];
    expected.sort(([a, kind], [b, other]) => a! - b! || kind! - other!);
    assert.deepEqual(seen, expected);
  }
});

test('a point at the beginning of an hour stands after it', () => {
  const given = [...withHours([{ kind: 'points', points: toPoints([HOUR_MS]) }], [toHour(HOUR_MS)])];
  assert.deepEqual(given.flatMap(timesOf), [
    [HOUR_MS, 0],
    [HOUR_MS, 1],
  ]);
});

test('a chunk without an hour in it is given unread', () => {
  const segments = cutAt([[HOUR_MS + 1, HOUR_MS + 2]], () => assert.fail('read'));
  const kinds = [...withHours(segments, [toHour(0), toHour(HOUR_MS), toHour(2 * HOUR_MS)])].map(({ kind }) => kind);
  assert.deepEqual(kinds, ['hour', 'hour', 'chunk', 'hour']);
});

type Random = ReturnType<typeof createRandom>;

function ascending(random: Random, maxCount: number, maxStep: number): number[] {
  let at = 0;
  return Array.from({ length: random(maxCount) }, () => {
    at += 1 + random(Math.floor(maxStep));
    return at;
  });
}

function cut(random: Random, times: readonly number[]): Segment[] {
  const pieces: number[][] = [];
  for (let from = 0; from < times.length; ) {
    const to = from + random(5);
    pieces.push(times.slice(from, to));
    from = to;
  }
  return pieces.map(piece =>
    piece.length > 0 && random(2) === 0 ? cutAt([piece])[0]! : { kind: 'points', points: toPoints(piece) },
  );
}

function cutAt(
  pieces: readonly (readonly number[])[],
  read = (piece: readonly number[]) => toPoints(piece),
): Segment[] {
  return pieces.map(piece => {
    const { times, values } = toPoints(piece);
    const chunk = { id: 1, seriesId: 1, ...summarizeChunk(times, values) };
    return { kind: 'chunk', chunk, read: () => read(piece) };
  });
}

function toPoints(times: readonly number[]) {
  return pointsOf(times.map(atMs => [atMs, atMs] as const));
}

function toHour(atMs: number): HourStats {
  return { atMs, count: 1, sum: 1, min: 1, max: 1, first: 1, last: 1 };
}

/** With 0 behind the time of an hour, and 1 behind that of a point. */
function timesOf(piece: Piece): number[][] {
  if (piece.kind === 'hour') return [[piece.hour.atMs, 0]];
  const { times } = piece.kind === 'points' ? piece.points : piece.read();
  return Array.from(times, atMs => [atMs, 1]);
}
