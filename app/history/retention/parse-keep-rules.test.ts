import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseKeepRules } from './parse-keep-rules.ts';

const DAY_MS = 24 * 60 * 60_000;

test('reads ages, hours and bytes, in any order of metrics', () => {
  assert.deepEqual(parseKeepRules('debug_*=12h, power_*=90d+10y,trace_*=2w+0/500MB ,x=1y/2GB'), [
    { pattern: 'debug_*', readingsMs: DAY_MS / 2 },
    { pattern: 'power_*', readingsMs: 90 * DAY_MS, hourlyMs: 3650 * DAY_MS },
    { pattern: 'trace_*', readingsMs: 14 * DAY_MS, hourlyMs: 0, maxBytes: 500e6 },
    { pattern: 'x', readingsMs: 365 * DAY_MS, maxBytes: 2e9 },
  ]);
});

for (const [text, problem] of [
  ['debug_*', /has "debug_\*", which is not of the form/],
  ['debug_*=1d;x=2d', /which is not of the form/],
  ['x=1m', /which is not of the form/],
  ['x=30d, ', /has "", which/],
  ['x=0d', /kept for 1h to 100y/],
  ['x=101y', /kept for 1h to 100y/],
  ['x=1d+101y', /kept for 1h to 100y/],
  ['x=1d,'.repeat(100), /at most 100 rules/],
] as const) {
  test(`says what is wrong with ${text.slice(0, 20)}`, () => {
    const parsed = parseKeepRules(text);
    assert.ok(typeof parsed === 'string');
    assert.match(parsed, problem);
  });
}
