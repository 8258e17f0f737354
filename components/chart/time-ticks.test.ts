import assert from 'node:assert/strict';
import { test } from 'node:test';
import { timeTicks } from './time-ticks.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const at = (iso: string) => Date.parse(iso);
const labels = (from: string, lengthMs: number, zone: string) =>
  timeTicks(at(from), at(from) + lengthMs, zone).map(tick => tick.label);

test('names round moments by the clock of the zone', () => {
  const expected = ['13:10', '13:20', '13:30', '13:40', '13:50', '14:00'];
  assert.deepEqual(labels('2025-11-22T12:03:22Z', HOUR_MS, 'Europe/Berlin'), expected);
  const [first] = timeTicks(at('2025-11-22T12:03:22Z'), at('2025-11-22T13:03:22Z'), 'Europe/Berlin');
  assert.equal(first!.atMs, at('2025-11-22T12:10:00Z'));
});

test('knows zones that are half an hour apart, and names that UTC goes by', () => {
  assert.deepEqual(
    labels('2025-11-22T12:00:01Z', 3 * HOUR_MS, 'Asia/Kolkata'),
    ['18:00', '18:30', '19:00', '19:30', '20:00', '20:30'].slice(0, 6),
  );
  assert.deepEqual(labels('2025-11-22T12:00:01Z', 2 * HOUR_MS, 'UTC'), ['12:30', '13:00', '13:30', '14:00']);
  assert.deepEqual(labels('2025-11-22T12:00:01Z', 2 * HOUR_MS, 'America/New_York'), [
    '07:30',
    '08:00',
    '08:30',
    '09:00',
  ]);
});

test('shows seconds when they count, days where they begin, and months', () => {
  assert.deepEqual(labels('2025-11-22T12:00:01Z', 60_000, 'UTC').slice(0, 2), ['12:00:10', '12:00:20']);
  assert.deepEqual(labels('2025-11-22T13:00:00Z', DAY_MS, 'UTC'), [
    '16:00',
    '20:00',
    '23 Nov',
    '04:00',
    '08:00',
    '12:00',
  ]);
  assert.deepEqual(labels('2025-03-10T00:00:01Z', 150 * DAY_MS, 'UTC')[0], 'Apr 2025');
});

test('begins weeks on Monday', () => {
  for (const { atMs } of timeTicks(at('2025-11-01T12:00:00Z'), at('2025-12-10T12:00:00Z'), 'UTC')) {
    assert.equal(new Date(atMs).getUTCDay(), 1);
  }
});

test('stays on the wall clock where summer time ends', () => {
  const from = at('2025-10-25T12:00:00Z');
  const ticks = timeTicks(from, from + DAY_MS, 'Europe/Berlin');
  const midnight = ticks.find(tick => tick.label === '26 Oct');
  assert.equal(midnight!.atMs, at('2025-10-25T22:00:00Z'), 'midnight is still in summer time');
  const morning = ticks.find(tick => tick.label === '08:00');
  assert.equal(morning!.atMs, at('2025-10-26T07:00:00Z'), 'eight is in winter time');
});

test('finds the hour before summer time ends', () => {
  const from = at('2025-10-25T22:30:00Z');
  const hour = timeTicks(from, from + 4 * HOUR_MS, 'Europe/Berlin').find(tick => tick.label === '01:00');
  assert.equal(hour!.atMs, at('2025-10-25T23:00:00Z'));
});

test('keeps its step while the window moves', () => {
  const start = at('2025-11-22T12:00:00Z');
  const steps = new Set<number>();
  for (let second = 0; second < 1200; second++) {
    const [first, next] = timeTicks(start + second * 1000, start + second * 1000 + HOUR_MS, 'UTC');
    steps.add(next!.atMs - first!.atMs);
  }
  assert.deepEqual([...steps], [600_000]);
});
