import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clockTime } from './clock-time.ts';

const atMs = Date.UTC(2026, 5, 1, 22, 3, 2, 999);

test('gives minutes, or seconds where they are asked for, of any time zone', () => {
  assert.equal(clockTime(atMs, 'UTC'), '22:03');
  assert.equal(clockTime(atMs, 'UTC', 'seconds'), '22:03:02');
  assert.equal(clockTime(atMs, 'Europe/Berlin'), '00:03', 'midnight is not 24');
  assert.equal(clockTime(atMs, 'Asia/Kathmandu', 'seconds'), '03:48:02');
});

test('gives the day where no time of day is meant', () => {
  assert.equal(clockTime(atMs, 'UTC', 'day'), '1 Jun');
  assert.equal(clockTime(atMs, 'Europe/Berlin', 'day'), '2 Jun');
});

test('knows summer time', () => {
  assert.equal(clockTime(Date.UTC(2026, 2, 29, 0, 59), 'Europe/Berlin'), '01:59');
  assert.equal(clockTime(Date.UTC(2026, 2, 29, 1, 0), 'Europe/Berlin'), '03:00');
});

test('a time zone that there is not is an error', () => {
  assert.throws(() => clockTime(atMs, 'Europe/Atlantis'), RangeError);
});
