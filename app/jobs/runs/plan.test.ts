import assert from 'node:assert/strict';
import { test } from 'node:test';
import { estimateEnd } from './estimate-end.ts';
import { DEFAULT_SETTING, type Schedule } from './job-setting.ts';
import { learnInterval } from './learn-interval.ts';
import { ListeningClock } from './listening-clock.ts';
import { learnPast } from './past.ts';
import { planOf } from './plan.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const NO_PAST = learnPast([]);

const cron = (pattern: string, timeZone: string) =>
  planOf({ ...DEFAULT_SETTING, schedule: { kind: 'cron', pattern, timeZone } }, NO_PAST);

/** Starts that come exactly when they are due. */
function dues(pattern: string, timeZone: string, from: string, count: number): string[] {
  const { nextDue } = cron(pattern, timeZone);
  const found: string[] = [];
  for (let atMs = Date.parse(from); found.length < count; found.push(new Date(atMs).toISOString().slice(5, 16)))
    atMs = nextDue(atMs)!;
  return found;
}

test('a cron line follows the clock of its time zone through both changes of it', () => {
  assert.deepEqual(dues('0 3 * * *', 'Europe/Berlin', '2026-03-27T12:00Z', 3), [
    '03-28T02:00',
    '03-29T01:00',
    '03-30T01:00',
  ]);
  assert.deepEqual(dues('0 3 * * *', 'Europe/Berlin', '2026-10-23T12:00Z', 3), [
    '10-24T01:00',
    '10-25T02:00',
    '10-26T02:00',
  ]);
});

test('what is due in the hour that is left out comes right after it, and in the hour that comes twice once', () => {
  assert.deepEqual(dues('30 2 * * *', 'Europe/Berlin', '2026-03-28T12:00Z', 2), ['03-29T01:00', '03-30T00:30']);
  assert.deepEqual(dues('30 2 * * *', 'Europe/Berlin', '2026-10-24T12:00Z', 2), ['10-25T00:30', '10-26T01:30']);
  assert.deepEqual(dues('30 2 * * *', 'America/New_York', '2026-03-07T12:00Z', 2), ['03-08T07:00', '03-09T06:30']);
});

test('what is due several times an hour goes on through the change', () => {
  assert.deepEqual(dues('*/30 * * * *', 'Europe/Berlin', '2026-10-25T00:10Z', 4), [
    ...['10-25T00:30', '10-25T01:00', '10-25T01:30', '10-25T02:00'],
  ]);
});

test('time zones off the hour, and weekdays there', () => {
  assert.deepEqual(dues('0 9 * * MON-FRI', 'Asia/Kathmandu', '2026-06-05T04:00Z', 2), ['06-08T03:15', '06-09T03:15']);
  assert.deepEqual(dues('0 0 29 2 *', 'UTC', '2026-01-01T00:00Z', 1), ['02-29T00:00']);
});

test('a start a little before its time is the one that was due, and not one too many', () => {
  const { nextDue } = cron('0 3 * * *', 'UTC');
  assert.equal(nextDue(Date.UTC(2026, 5, 1, 2, 59, 30)), Date.UTC(2026, 5, 2, 3));
  assert.equal(nextDue(Date.UTC(2026, 5, 1, 2, 58)), Date.UTC(2026, 5, 1, 3));
  const every = cron('* * * * *', 'UTC');
  assert.equal(every.nextDue(Date.UTC(2026, 5, 1, 3, 0, 50)), Date.UTC(2026, 5, 1, 3, 2));
  assert.equal(every.nextDue(Date.UTC(2026, 5, 1, 3, 0, 20)), Date.UTC(2026, 5, 1, 3, 1));
});

test('how late a start may be is assumed from the time between two, within bounds', () => {
  const lateAfter = (schedule: Schedule) => planOf({ ...DEFAULT_SETTING, schedule }, NO_PAST).lateAfterMs;
  assert.equal(lateAfter({ kind: 'every', everyMs: HOUR_MS }), 6 * MINUTE_MS);
  assert.equal(lateAfter({ kind: 'every', everyMs: 2 * MINUTE_MS }), MINUTE_MS);
  assert.equal(lateAfter({ kind: 'cron', pattern: '0 3 * * *', timeZone: 'UTC' }), HOUR_MS);
  assert.equal(lateAfter({ kind: 'none' }), undefined);
  assert.equal(planOf({ ...DEFAULT_SETTING, isPaused: true }, NO_PAST).nextDue(0), undefined);
});

test('an interval is learned from starts that are regular, and from no others', () => {
  const starts = (...gapsMinutes: number[]) => {
    let atMs = 0;
    return [0, ...gapsMinutes.map(gap => (atMs += gap * MINUTE_MS))];
  };
  assert.equal(learnInterval(starts(60, 60, 61, 59, 60)), HOUR_MS);
  assert.equal(learnInterval(starts(60, 60, 60, 60)), undefined, 'too few');
  assert.equal(learnInterval(starts(1440, 1440, 1440, 1440, 4320)), undefined, 'a weekend is in between');
  assert.equal(learnInterval(starts(0.1, 0.1, 0.1, 0.1, 0.1)), undefined, 'a loop is no schedule');
});

test('without an earlier run the end is where the present speed leads; without progress nobody knows it', () => {
  const first = { usualMs: undefined, parts: undefined };
  assert.equal(estimateEnd({ startMs: 0, percent: 25, progressMs: 10_000 }, first), 40_000);
  assert.equal(estimateEnd({ startMs: 0, percent: 0.5, progressMs: 10_000 }, first), undefined);
  assert.equal(estimateEnd({ startMs: 0 }, first), undefined);
  assert.equal(estimateEnd({ startMs: 5 }, { usualMs: 100, parts: undefined }), 105);
});

test('a run twice as slow as usual is found out the further it is', () => {
  const past = { usualMs: 100_000, parts: undefined };
  const at = (percent: number) => estimateEnd({ startMs: 0, percent, progressMs: 2000 * percent }, past)!;
  assert.ok(at(10) > 120_000 && at(10) < 140_000, `${at(10)}`);
  assert.ok(at(50) > 165_000 && at(95) > 195_000, `${at(50)} ${at(95)}`);
  assert.equal(at(100), 200_000);
});

test('the listening clock counts what was heard, and never goes back', () => {
  const clock = new ListeningClock(0, 0);
  assert.equal(clock.begin(1_000_000), undefined, 'the first start of all');
  assert.equal(clock.tick(1_001_000), undefined);
  assert.equal(clock.at(1_004_000), 4000);
  assert.deepEqual(clock.tick(1_020_000), { fromMs: 1_001_000, toMs: 1_020_000 });
  assert.deepEqual(clock.tick(500_000), { fromMs: 1_020_000, toMs: 500_000 });
  assert.equal(clock.at(400_000), 1000, 'a clock set back');
  assert.equal(clock.tick(501_000), undefined);
  assert.equal(clock.at(501_000), 2000);
});
