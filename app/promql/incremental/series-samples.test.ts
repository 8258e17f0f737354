import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isStale } from '../../history/is-stale.ts';
import { createRandom } from '../../testing/random.ts';
import { SeriesSamples } from './series-samples.ts';

test('samples in any order are there by time, the newest of one moment, and views stay as they were', () => {
  const random = createRandom(7);
  const samples = new SeriesSamples({ __name__: 'x' });
  const model = new Map<number, number>();
  const views: { times: Float64Array; values: Float64Array; wanted: (readonly [number, number])[] }[] = [];
  let newestMs = 0;
  let trimmedMs = -1;
  for (let round = 0; round < 3_000; round++) {
    const base = random(6) === 0 ? Math.max(trimmedMs + 1, newestMs - random(60)) : newestMs + 1;
    const times = Float64Array.from(new Set(Array.from({ length: 1 + random(4) }, () => base + random(9)))).sort();
    const values = Float64Array.from(times, () => random(1000));
    samples.add(times, values);
    for (const [at, atMs] of times.entries()) model.set(atMs, values[at]!);
    newestMs = Math.max(newestMs, times.at(-1)!);
    if (random(9) === 0) {
      trimmedMs = Math.max(trimmedMs, newestMs - 40 - random(40));
      samples.trim(trimmedMs);
    }
    for (const atMs of model.keys()) if (atMs <= trimmedMs) model.delete(atMs);
    const [fromMs, toMs] = [newestMs - random(100), newestMs - random(20)];
    const wanted = [...model].filter(([atMs]) => atMs > fromMs && atMs <= toMs).sort(([a], [b]) => a - b);
    const view = samples.view(fromMs, toMs);
    if (wanted.length === 0) assert.equal(view, undefined);
    if (view) views.push({ times: view.times, values: view.values, wanted });
    assert.equal(samples.size, model.size);
  }
  for (const { times, values, wanted } of views)
    assert.deepEqual([[...times], [...values]], [wanted.map(([atMs]) => atMs), wanted.map(([, value]) => value)]);
  assert.ok(views.length > 1_000 && samples.capacity < 400, `${samples.capacity} places for ${samples.size} samples`);
});

test('a marker of an end stays one, whatever comes around it', () => {
  const samples = new SeriesSamples({});
  const marker = new Float64Array(BigUint64Array.of(0x7ff0_0000_0000_0002n).buffer);
  samples.add(Float64Array.of(20), marker);
  samples.add(Float64Array.of(10, 30), Float64Array.of(1, Number.NaN));
  for (let atMs = 40; atMs < 80; atMs++) samples.add(Float64Array.of(atMs), Float64Array.of(0));
  const { values } = samples.view(0, 30)!;
  assert.deepEqual(
    [...values.keys()].map(at => isStale(values, at)),
    [false, true, false],
  );
});
