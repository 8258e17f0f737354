import assert from 'node:assert/strict';
import { test } from 'node:test';
import { done, fail, progress, start } from './testing/signals.ts';
import { openTempJobs } from './testing/temp-jobs.ts';
import { HOUR_MS, SECOND_MS } from './testing/times.ts';

test('what is told later than it was said happened when it was said', async t => {
  const temp = await openTempJobs(t);
  const ago = (seconds: number) => ({ atMs: temp.nowMs - seconds * SECOND_MS });
  await temp.say('nightly', { ...start, ...ago(40) }, { ...progress(50), ...ago(10) });
  const { run: running, expectedEndMs } = temp.jobs.find('nightly')!;
  assert.deepEqual([running!.startMs, running!.heardMs], [temp.nowMs - 40_000, temp.nowMs]);
  assert.equal(expectedEndMs, temp.nowMs + 20_000, 'half of it took 30 s');
  await temp.say('nightly', { ...done, ...ago(5) });
  const { run: ended } = temp.jobs.find('nightly')!;
  assert.deepEqual([ended!.endMs, ended!.durationMs], [temp.nowMs - 5_000, 35_000]);
});

test('a time that is to come is now, and nothing of a run is before its start', async t => {
  const temp = await openTempJobs(t);
  const { nowMs } = temp;
  await temp.say('ahead', { ...start, atMs: nowMs + HOUR_MS }, { ...fail(1), atMs: nowMs + HOUR_MS });
  await temp.say('behind', start, { ...progress(50), atMs: nowMs - HOUR_MS }, { ...done, atMs: nowMs - HOUR_MS });
  for (const name of ['ahead', 'behind']) {
    const { run } = temp.jobs.find(name)!;
    assert.deepEqual([run!.startMs, run!.endMs, run!.durationMs], [nowMs, nowMs, 0], name);
  }
});
