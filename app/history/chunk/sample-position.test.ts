import assert from 'node:assert/strict';
import { test } from 'node:test';
import { samplePosition } from './sample-position.ts';

const positions = (samples: number, count: number) =>
  Array.from({ length: samples }, (_, sample) => samplePosition(sample, samples, count));

test('as many samples as numbers are all numbers', () => {
  assert.deepEqual(positions(5, 5), [0, 1, 2, 3, 4]);
});

test('each part gives one, and no rhythm is in step with them', () => {
  const taken = positions(64, 1024);
  assert.deepEqual(
    taken.map(at => Math.floor(at / 16)),
    taken.keys().toArray(),
  );
  for (const rhythm of [2, 3, 4, 8, 16]) {
    const beats = Map.groupBy(taken, at => at % rhythm);
    assert.equal(beats.size, rhythm);
    for (const beat of beats.values()) assert.ok(beat.length <= 2 * Math.ceil(64 / rhythm), `${rhythm}`);
  }
});
