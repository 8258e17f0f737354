import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRandom } from '../../testing/random.ts';
import { summarizeChunk } from '../chunk/chunk-stats.ts';
import type { Points } from '../head/points.ts';
import { M4Columns } from './m4-columns.ts';

const WIDTH = 60;
const HEIGHT = 40;
const TO_MS = 60_000;

test('a line through the four points of each column paints the same pixels as one through all', () => {
  for (let seed = 1; seed <= 60; seed++) {
    const points = randomPoints(seed);
    const m4 = new M4Columns(0, TO_MS, WIDTH);
    m4.addPoints(points);
    assert.deepEqual(paint(m4.result()), paint(points), `seed ${seed}`);
  }
});

test('it paints the same where chunks are not looked into', () => {
  for (let seed = 1; seed <= 60; seed++) {
    const points = randomPoints(seed);
    const m4 = new M4Columns(0, TO_MS, WIDTH);
    for (const chunk of cut(points, seed)) {
      const { times, values } = chunk;
      if (!m4.addStats(summarizeChunk(times, values))) m4.addPoints(chunk);
    }
    assert.deepEqual(paint(m4.result()), paint(points), `seed ${seed}`);
  }
});

test('there are at most four points to a column, and no two alike side by side', () => {
  const m4 = new M4Columns(0, TO_MS, WIDTH);
  const times = Float64Array.from({ length: 60_000 }, (_, i) => i);
  m4.addPoints({ times, values: times.map(i => Math.sin(i / 10)) });
  assert.equal(m4.result().times.length, 4 * WIDTH);
  const flat = new M4Columns(0, TO_MS, WIDTH);
  flat.addPoints({ times, values: new Float64Array(60_000) });
  assert.equal(flat.result().times.length, 2 * WIDTH);
});

test('what is no number is not drawn', () => {
  const m4 = new M4Columns(0, TO_MS, WIDTH);
  m4.addPoints({ times: Float64Array.of(1, 2, 3), values: Float64Array.of(Number.NaN, 5, Number.NaN) });
  assert.deepEqual(m4.result(), { times: Float64Array.of(2), values: Float64Array.of(5) });
});

function randomPoints(seed: number): Points {
  const random = createRandom(seed);
  const times = new Set<number>();
  const count = 5 + random(3000);
  while (times.size < count) times.add(random(TO_MS));
  let value = 0;
  const sorted = Float64Array.from(times).sort();
  return { times: sorted, values: sorted.map(() => (value += random() - 0.5)) };
}

function* cut({ times, values }: Points, seed: number): Iterable<Points> {
  const random = createRandom(seed);
  for (let from = 0; from < times.length; ) {
    const to = Math.min(times.length, from + 1 + random(40));
    yield { times: times.subarray(from, to), values: values.subarray(from, to) };
    from = to;
  }
}

/** Pixels that a polyline touches: between two points of one column all rows between them, else Bresenham's line. */
function paint({ times, values }: Points): string[] {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const xOf = (atMs: number) => Math.floor((atMs / TO_MS) * WIDTH);
  const yOf = (value: number) => Math.min(HEIGHT - 1, Math.floor(((value - low) / (high - low || 1)) * HEIGHT));
  const pixels = new Set<string>();
  for (let i = 0; i < times.length; i++) {
    const from = Math.max(0, i - 1);
    line(pixels, xOf(times[from]!), yOf(values[from]!), xOf(times[i]!), yOf(values[i]!));
  }
  return [...pixels].sort();
}

function line(pixels: Set<string>, x0: number, y0: number, x1: number, y1: number): void {
  const steps = Math.max(Math.abs(x1 - x0), Math.abs(y1 - y0), 1);
  for (let step = 0; step <= steps; step++) {
    pixels.add(`${Math.round(x0 + ((x1 - x0) * step) / steps)},${Math.round(y0 + ((y1 - y0) * step) / steps)}`);
  }
}
