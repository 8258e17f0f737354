import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRandom } from '../../testing/random.ts';
import { MAX_CHUNK_POINTS } from '../chunk/chunk-limits.ts';
import { encodeChunk } from '../chunk/encode-chunk.ts';
import type { Points } from '../head/points.ts';
import { SampleSlab } from './sample-slab.ts';

test('gives of each series what was added of it, and what it gave before stays as it is', () => {
  const random = createRandom(1);
  const slab = new SampleSlab();
  const given: { readonly points: Points; readonly expected: number[][] }[] = [];
  for (let series = 0; series < 120; series++) {
    const expected: number[][] = [];
    let atMs = 0;
    for (let chunk = random(series % 40 === 0 ? 200 : 4); chunk > 0; chunk--) {
      const times = Float64Array.from({ length: 1 + random(MAX_CHUNK_POINTS) }, () => (atMs += 1 + random(50)));
      const values = times.map(() => random(1000));
      const [fromMs, toMs] = [times[random(times.length)]!, times[random(times.length)]!];
      const kept = Array.from(times, (time, at) => [time, values[at]!]).filter(
        ([time]) => time! >= fromMs && time! < toMs,
      );
      assert.equal(slab.add(encodeChunk(times, values), fromMs, toMs), kept.length);
      expected.push(...kept);
    }
    given.push({ points: slab.take(), expected });
  }
  for (const { points, expected } of given)
    assert.deepEqual(
      Array.from(points.times, (time, at) => [time, points.values[at]]),
      expected,
    );
});
