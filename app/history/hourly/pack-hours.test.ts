import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRandom } from '../../testing/random.ts';
import { CorruptChunkError } from '../chunk/corrupt-chunk-error.ts';
import { HOUR_MS, type HourStats } from './hour-stats.ts';
import { packHours } from './pack-hours.ts';
import { unpackHours } from './unpack-hours.ts';

test('hours come back as they were, those without a number and those that do not follow each other too', () => {
  const random = createRandom(1);
  const odd = [Number.NaN, Number.POSITIVE_INFINITY, -0, 5e-324, 0.1];
  const value = () => (random(3) === 0 ? odd[random(odd.length)]! : random(1000) / 8);
  for (const length of [1, 2, 50, 240, 1024]) {
    let atMs = 0;
    const hours = Array.from({ length }, (): HourStats => {
      atMs += HOUR_MS * (1 + random(3));
      const values = { sum: value(), min: value(), max: value(), first: value(), last: value() };
      return { atMs, count: 1 + random(3600), ...values };
    });
    assert.deepEqual(unpackHours(packHours(hours)), hours);
  }
});

test('bytes that were damaged or cut off are found out', () => {
  const hours = Array.from({ length: 20 }, (_, i): HourStats => {
    return { atMs: i * HOUR_MS, count: 60, sum: i * 60, min: i, max: i, first: i, last: i };
  });
  const packed = packHours(hours);
  for (let at = 0; at < packed.length; at++) {
    const damaged = Uint8Array.from(packed);
    damaged[at]! ^= 1 << (at % 8);
    assert.throws(() => unpackHours(damaged), CorruptChunkError, `byte ${at}`);
    assert.throws(() => unpackHours(packed.subarray(0, at)), CorruptChunkError, `${at} bytes`);
  }
});
