import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readLength } from './read-length.ts';
import { readTime } from './read-time.ts';

test('a moment is seconds or RFC 3339, and what Go takes for its ends', () => {
  const moments: [text: string, atMs: number][] = [
    ['0', 0],
    ['1767225600.5', 1_767_225_600_500],
    ['1.7672256005e9', 1_767_225_600_500],
    ['-1.0004', -1000],
    ['2026-01-01T00:00:00Z', 1_767_225_600_000],
    ['2026-01-01T01:00:00.25+01:00', 1_767_225_600_250],
    ['-292273086-05-16T16:47:06Z', -8.64e15],
    ['292277025-08-18T07:12:54.999999999Z', 8.64e15],
  ];
  for (const [text, atMs] of moments) assert.equal(readTime('time', text), atMs, text);
  for (const text of ['noon', '1e400', '9e15', 'NaN', 'Infinity', '0x10', '2026-01-01', '2026-13-01T00:00:00Z', '1 '])
    assert.throws(() => readTime('time', text), { message: /^invalid parameter "time": cannot parse/ }, text);
});

test('a length is seconds or a duration, and never nothing', () => {
  assert.deepEqual(
    ['15', '0.5', '1m30s', '1d', '.25'].map(text => readLength('step', text)),
    [15_000, 500, 90_000, 86_400_000, 250],
  );
  for (const text of ['0', '-1', '0.0001', 'fast', '1e300', '5x'])
    assert.throws(() => readLength('step', text), { message: /^invalid parameter "step": / }, text);
});

test('digits without end are refused at once', () => {
  const text = `${'9'.repeat(200_000)}!`;
  const began = performance.now();
  assert.throws(() => readTime('time', text), /cannot parse/);
  assert.throws(() => readLength('step', text), /cannot parse/);
  assert.ok(performance.now() - began < 1000);
});
