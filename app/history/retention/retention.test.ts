import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Retention } from './retention.ts';

const rule = (pattern: string, readingsMs: number, hourlyMs = 0) => ({ pattern, readingsMs, hourlyMs });

test('the first rule that a metric matches counts', () => {
  const retention = new Retention([rule('debug_*', 1), rule('*_bytes', 2), rule('a.b', 3), rule('*', 4)]);
  const kept = (metric: string) => retention.of(metric).readingsMs;
  assert.deepEqual(
    ['debug_bytes', 'debug_', 'disk_bytes', 'debug', 'a.b', 'axb', 'two\nlines_bytes'].map(kept),
    [1, 1, 2, 4, 3, 4, 2],
  );
  assert.equal(kept('debug_bytes'), 1, 'also when it is asked again');
});

test('refuses what the longest rule forgets, and looks as far back as the longest summary', () => {
  const retention = new Retention([rule('a', 10, 500), rule('*', 30)]);
  assert.deepEqual([retention.longestMs, retention.horizonMs(1000)], [30, 500]);
  assert.throws(() => new Retention([rule('a', 1)]), /must be for \*/);
});
