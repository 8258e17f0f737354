import assert from 'node:assert/strict';
import { test } from 'node:test';
import BetterSqlite3 from 'better-sqlite3';
import { jobLimits } from './runs/job-limits.ts';
import { DEFAULT_SETTING } from './runs/job-setting.ts';
import type { Signal } from './runs/signal.ts';
import { openTempJobs, type TempJobs } from './runs/testing/temp-jobs.ts';

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

const start: Signal = { kind: 'start', text: '' };
const done: Signal = { kind: 'done', text: '' };
const log = (text: string): Signal => ({ kind: 'log', text });
const progress = (done: number, total = 100, text = ''): Signal => ({ kind: 'progress', done, total, text });
const fail = (exitCode: number, text = ''): Signal => ({ kind: 'fail', exitCode, text });

const stateOf = ({ jobs }: TempJobs, name: string) => jobs.find(name)?.state;

/** One whole run. */
async function run(temp: TempJobs, name: string, durationMs: number): Promise<void> {
  await temp.say(name, start);
  await temp.listen(durationMs);
  await temp.say(name, done);
}

test('a run is kept from its start to its end, with its last lines', async t => {
  const temp = await openTempJobs(t);
  await temp.say('nightly', start);
  temp.nowMs += 10 * SECOND_MS;
  await temp.say('nightly', progress(42, 100, 'chunk 17'), log('uploading'));
  const running = temp.jobs.find('nightly')!;
  assert.equal(running.state, 'running');
  assert.deepEqual([running.run!.percent, running.run!.message, running.run!.number], [42, 'uploading', 1]);
  temp.nowMs += 10 * SECOND_MS;
  await temp.say('nightly', fail(3, 'disk full'));
  const { run: ended, state } = temp.jobs.find('nightly')!;
  assert.deepEqual([state, ended!.exitCode, ended!.reason, ended!.durationMs], ['failed', 3, 'disk full', 20_000]);
  const { lines } = (await temp.jobs.output('nightly', 1, 10))!;
  assert.deepEqual(
    lines.map(({ text }) => text),
    ['uploading', 'disk full'],
  );
});

test('what was answered is in the file, and told', async t => {
  const temp = await openTempJobs(t);
  await temp.say('nightly', start, progress(7));
  const file = new BetterSqlite3(temp.path, { readonly: true });
  assert.deepEqual(file.prepare('select status, done from run').all(), [{ status: 'running', done: 7 }]);
  file.close();
  assert.equal(temp.jobs.find('nightly')!.run!.percent, 7);
});

test('a job that dies without a word is lost when its grace is over, and no earlier', async t => {
  const temp = await openTempJobs(t);
  await temp.jobs.set('nightly', { ...DEFAULT_SETTING, lostAfterMs: 2 * MINUTE_MS });
  await temp.say('nightly', start);
  await temp.listen(MINUTE_MS);
  await temp.say('nightly', progress(10));
  await temp.listen(2 * MINUTE_MS - SECOND_MS);
  assert.equal(stateOf(temp, 'nightly'), 'running');
  await temp.listen(SECOND_MS);
  assert.equal(stateOf(temp, 'nightly'), 'lost');
  await temp.listen(3 * HOUR_MS);
  assert.equal(stateOf(temp, 'nightly'), 'lost', 'silence resolves nothing');
  await temp.say('nightly', progress(20));
  assert.equal(stateOf(temp, 'nightly'), 'running', 'it is heard again');
  await temp.say('nightly', done);
  assert.equal(stateOf(temp, 'nightly'), 'ok');
});

test('a lost run stays lost when the next one does not start either', async t => {
  const temp = await openTempJobs(t);
  const schedule = { kind: 'every', everyMs: 10 * MINUTE_MS } as const;
  await temp.jobs.set('often', { ...DEFAULT_SETTING, schedule, lostAfterMs: MINUTE_MS });
  await temp.say('often', start);
  await temp.listen(30 * MINUTE_MS);
  assert.equal(stateOf(temp, 'often'), 'lost');
  await temp.jobs.set('often', { ...DEFAULT_SETTING, schedule, isPaused: true });
  assert.equal(stateOf(temp, 'often'), 'paused');
});

test('the grace is learned from the longest silence of earlier runs', async t => {
  const temp = await openTempJobs(t);
  assert.equal((await temp.say('nightly', start)).kind, 'kept');
  assert.equal(temp.jobs.find('nightly')!.lostAfterMs, HOUR_MS, 'assumed');
  await temp.listen(20 * MINUTE_MS);
  await temp.say('nightly', done);
  assert.equal(temp.jobs.find('nightly')!.lostAfterMs, 40 * MINUTE_MS);
});

test('a server that was down makes no run lost: only silence that it could hear counts', async t => {
  const temp = await openTempJobs(t);
  await temp.jobs.set('nightly', { ...DEFAULT_SETTING, lostAfterMs: 10 * MINUTE_MS });
  await temp.say('nightly', start);
  await temp.listen(4 * MINUTE_MS);
  await temp.restartAfter(5 * HOUR_MS);
  assert.equal(stateOf(temp, 'nightly'), 'running');
  assert.equal(temp.jobs.find('nightly')!.run!.awayMs, 5 * HOUR_MS);
  await temp.listen(5 * MINUTE_MS);
  assert.equal(stateOf(temp, 'nightly'), 'running');
  await temp.listen(MINUTE_MS);
  assert.equal(stateOf(temp, 'nightly'), 'lost', 'ten minutes that it listened');
});

test('after an absence everybody may speak before a run is lost', async t => {
  const temp = await openTempJobs(t);
  await temp.jobs.set('nightly', { ...DEFAULT_SETTING, lostAfterMs: 10 * MINUTE_MS });
  await temp.say('nightly', start);
  await temp.listen(10 * MINUTE_MS - SECOND_MS);
  await temp.restartAfter(3 * SECOND_MS);
  await temp.listen(59 * SECOND_MS);
  assert.equal(stateOf(temp, 'nightly'), 'running');
  await temp.listen(2 * SECOND_MS);
  assert.equal(stateOf(temp, 'nightly'), 'lost');
});

test('a machine that slept, and a clock that is set, make no run lost', async t => {
  const temp = await openTempJobs(t);
  await temp.jobs.set('nightly', { ...DEFAULT_SETTING, lostAfterMs: 10 * MINUTE_MS });
  await temp.say('nightly', start);
  for (const jumpMs of [8 * HOUR_MS, -24 * HOUR_MS]) {
    temp.nowMs += jumpMs;
    await temp.jobs.tick();
    await temp.listen(4 * MINUTE_MS);
    assert.equal(stateOf(temp, 'nightly'), 'running', `${jumpMs}`);
  }
  await temp.listen(3 * MINUTE_MS);
  assert.equal(stateOf(temp, 'nightly'), 'lost', 'and none may go on for ever because of it');
});

test('a lost run is lost after a restart too, and may speak again', async t => {
  const temp = await openTempJobs(t);
  await temp.jobs.set('nightly', { ...DEFAULT_SETTING, lostAfterMs: MINUTE_MS });
  await temp.say('nightly', start);
  await temp.listen(2 * MINUTE_MS);
  await temp.restartAfter(HOUR_MS);
  assert.equal(stateOf(temp, 'nightly'), 'lost');
  await temp.say('nightly', done);
  assert.deepEqual([stateOf(temp, 'nightly'), temp.jobs.find('nightly')!.run!.number], ['ok', 1]);
});

test('a start that does not come is late, until it comes', async t => {
  const temp = await openTempJobs(t);
  await run(temp, 'hourly', MINUTE_MS);
  await temp.jobs.set('hourly', {
    ...DEFAULT_SETTING,
    schedule: { kind: 'every', everyMs: HOUR_MS },
    lateAfterMs: 5 * MINUTE_MS,
  });
  const startedMs = temp.nowMs - MINUTE_MS;
  assert.equal(temp.jobs.find('hourly')!.dueMs, startedMs + HOUR_MS);
  await temp.listen(59 * MINUTE_MS + 4 * MINUTE_MS);
  assert.equal(stateOf(temp, 'hourly'), 'ok');
  await temp.listen(MINUTE_MS);
  assert.equal(stateOf(temp, 'hourly'), 'late');
  assert.equal(temp.jobs.find('hourly')!.sinceMs, startedMs + HOUR_MS);
  await temp.listen(9 * HOUR_MS);
  await temp.restartAfter(HOUR_MS);
  assert.equal(stateOf(temp, 'hourly'), 'late');
  await temp.say('hourly', start);
  assert.equal(stateOf(temp, 'hourly'), 'running');
  assert.equal(temp.jobs.find('hourly')!.dueMs, temp.nowMs + HOUR_MS);
});

test('a start that was due while the server was down is not judged; the next one is', async t => {
  const temp = await openTempJobs(t);
  const schedule = { kind: 'cron', pattern: '0 * * * *', timeZone: 'UTC' } as const;
  await temp.say('hourly', done);
  await temp.jobs.set('hourly', { ...DEFAULT_SETTING, schedule, lateAfterMs: 5 * MINUTE_MS });
  const dueMs = Date.UTC(2026, 5, 1, 13);
  assert.equal(temp.jobs.find('hourly')!.dueMs, dueMs);
  await temp.listen(50 * MINUTE_MS);
  await temp.restartAfter(HOUR_MS - 10 * MINUTE_MS);
  assert.equal(temp.jobs.find('hourly')!.dueMs, dueMs + HOUR_MS);
  assert.equal(temp.jobs.find('hourly')!.unwatchedMs, dueMs);
  await temp.listen(24 * MINUTE_MS);
  assert.equal(stateOf(temp, 'hourly'), 'ok');
  await temp.listen(2 * MINUTE_MS);
  assert.equal(stateOf(temp, 'hourly'), 'late');
});

test('an absence after the punctual minute only lengthens the grace', async t => {
  const temp = await openTempJobs(t);
  const schedule = { kind: 'cron', pattern: '0 13 * * *', timeZone: 'UTC' } as const;
  await temp.say('noon', done);
  await temp.jobs.set('noon', { ...DEFAULT_SETTING, schedule, lateAfterMs: 10 * MINUTE_MS });
  await temp.listen(65 * MINUTE_MS);
  await temp.restartAfter(HOUR_MS);
  await temp.listen(4 * MINUTE_MS);
  assert.equal(stateOf(temp, 'noon'), 'ok');
  await temp.listen(2 * MINUTE_MS);
  assert.equal(stateOf(temp, 'noon'), 'late');
});

test('a run that goes on past the time of the next start is not late', async t => {
  const temp = await openTempJobs(t);
  await temp.jobs.set('hourly', { ...DEFAULT_SETTING, schedule: { kind: 'every', everyMs: HOUR_MS } });
  await temp.say('hourly', start);
  for (let i = 0; i < 3; i++) {
    await temp.listen(30 * MINUTE_MS);
    await temp.say('hourly', progress(30 * i + 1));
  }
  assert.equal(stateOf(temp, 'hourly'), 'running');
  await temp.say('hourly', done);
  assert.deepEqual([stateOf(temp, 'hourly'), temp.jobs.find('hourly')!.dueMs], ['ok', temp.nowMs + HOUR_MS]);
});

test('a paused job awaits nothing, and keeps what it is told', async t => {
  const temp = await openTempJobs(t);
  await run(temp, 'hourly', MINUTE_MS);
  const schedule = { kind: 'every', everyMs: HOUR_MS } as const;
  await temp.jobs.set('hourly', { ...DEFAULT_SETTING, schedule, isPaused: true });
  await temp.listen(3 * HOUR_MS);
  assert.equal(stateOf(temp, 'hourly'), 'paused');
  await run(temp, 'hourly', MINUTE_MS);
  assert.deepEqual([stateOf(temp, 'hourly'), temp.jobs.find('hourly')!.run!.number], ['paused', 2]);
  await temp.listen(3 * HOUR_MS);
  await temp.jobs.set('hourly', { ...DEFAULT_SETTING, schedule });
  assert.deepEqual([stateOf(temp, 'hourly'), temp.jobs.find('hourly')!.dueMs], ['ok', temp.nowMs + HOUR_MS]);
});

test('what people set is there after a restart', async t => {
  const temp = await openTempJobs(t);
  const setting = {
    schedule: { kind: 'cron', pattern: '0 3 * * *', timeZone: 'Europe/Berlin' },
    lateAfterMs: 5 * MINUTE_MS,
    lostAfterMs: 7 * MINUTE_MS,
    isPaused: false,
    description: 'keeps copies',
  } as const;
  await temp.say('nightly', start);
  await temp.jobs.set('nightly', setting);
  await temp.restartAfter(SECOND_MS);
  assert.deepEqual(temp.jobs.settingOf('nightly'), setting);
  assert.equal(temp.jobs.find('nightly')!.lostAfterMs, 7 * MINUTE_MS);
  assert.equal(temp.jobs.find('nightly')!.dueMs, Date.UTC(2026, 5, 2, 1));
});

test('regular starts are learned, and then awaited', async t => {
  const temp = await openTempJobs(t);
  for (let i = 0; i < 6; i++) {
    await run(temp, 'hourly', MINUTE_MS);
    await temp.listen(59 * MINUTE_MS);
  }
  const job = temp.jobs.find('hourly')!;
  assert.deepEqual([job.learnedEveryMs, job.lateAfterMs], [HOUR_MS, 30 * MINUTE_MS]);
  await temp.listen(29 * MINUTE_MS);
  assert.equal(stateOf(temp, 'hourly'), 'ok');
  await temp.listen(2 * MINUTE_MS);
  assert.equal(stateOf(temp, 'hourly'), 'late');
});

test('runs that overlap are told apart by their names', async t => {
  const temp = await openTempJobs(t);
  await temp.say('etl#a', start);
  await temp.say('etl#b', start);
  await temp.say('etl#a', progress(10));
  await temp.say('etl#b', progress(90));
  assert.equal(temp.jobs.find('etl')!.running, 2);
  await temp.say('etl#b', fail(2, 'no space'));
  assert.deepEqual([stateOf(temp, 'etl'), temp.jobs.find('etl')!.run!.percent], ['running', 10]);
  await temp.say('etl#a', done);
  const runs = await temp.jobs.runs('etl', 10);
  assert.deepEqual(
    runs.map(({ runId, status, percent }) => [runId, status, percent]),
    [
      ['b', 'failed', 90],
      ['a', 'ok', 10],
    ],
  );
  assert.equal(stateOf(temp, 'etl'), 'failed', 'that of the run that began last');
});

test('a start without the end of the run before says that that one is lost', async t => {
  const temp = await openTempJobs(t);
  await temp.say('nightly', start, progress(50));
  await temp.listen(MINUTE_MS);
  await temp.say('nightly', start);
  const runs = await temp.jobs.runs('nightly', 10);
  assert.deepEqual(
    runs.map(({ status, isSuperseded }) => [status, isSuperseded]),
    [
      ['running', false],
      ['lost', true],
    ],
  );
});

test('a start that is sent again, because its answer was lost, begins no second run', async t => {
  const temp = await openTempJobs(t);
  await temp.say('nightly', start);
  await temp.listen(5 * SECOND_MS);
  await temp.say('nightly', start);
  await temp.say('nightly', done);
  await temp.say('nightly', done);
  assert.equal((await temp.jobs.runs('nightly', 10)).length, 1);
});

test('progress that arrives after the end begins no run, and is said not to count', async t => {
  const temp = await openTempJobs(t);
  await temp.say('nightly', start, done);
  const taken = await temp.say('nightly', progress(99));
  assert.ok(taken.kind === 'kept');
  assert.deepEqual(taken.notes, ['Run 1 has ended already: progress was not counted.']);
  assert.deepEqual([stateOf(temp, 'nightly'), (await temp.jobs.runs('nightly', 9)).length], ['ok', 1]);
});

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

test('an end without a start is a run without a duration', async t => {
  const temp = await openTempJobs(t);
  await temp.say('ping', done);
  await temp.listen(MINUTE_MS);
  await temp.say('ping', done);
  const runs = await temp.jobs.runs('ping', 9);
  assert.deepEqual(
    runs.map(({ durationMs, status }) => [durationMs, status]),
    [
      [undefined, 'ok'],
      [undefined, 'ok'],
    ],
  );
});

test('the third of three runs alike is expected to end when it does', async t => {
  const temp = await openTempJobs(t);
  /** Slow at first, fast at the end: what the present rate alone would get wrong. */
  const percents = [2, 5, 9, 14, 20, 30, 45, 65, 85, 100];
  const errors: number[] = [];
  for (let i = 0; i < 3; i++) {
    const endMs = temp.nowMs + 100 * SECOND_MS;
    await temp.say('nightly', start);
    for (const percent of percents) {
      await temp.listen(10 * SECOND_MS);
      await temp.say('nightly', progress(percent));
      const { expectedEndMs } = temp.jobs.find('nightly')!;
      if (i === 2) errors.push(Math.abs(expectedEndMs! - endMs) / (100 * SECOND_MS));
    }
    await temp.say('nightly', done);
    await temp.listen(HOUR_MS);
  }
  assert.ok(Math.max(...errors) < 0.2, `${errors}`);
});

test('the newest lines of a run are kept, by count and by bytes', async t => {
  const temp = await openTempJobs(t);
  await temp.say('loud', start);
  for (let i = 0; i < 30; i++) await temp.say('loud', ...Array.from({ length: 100 }, (_, k) => log(`line ${i} ${k}`)));
  const { lines } = (await temp.jobs.output('loud', 1, 9999))!;
  assert.ok(lines.length >= jobLimits.linesPerRun && lines.length <= jobLimits.linesPerRun + 50, `${lines.length}`);
  assert.equal(lines.at(-1)!.text, 'line 29 99');
  for (let i = 0; i < 100; i++) await temp.say('loud', log('x'.repeat(4000)));
  const bytes = (await temp.jobs.output('loud', 1, 9999))!.lines.reduce((sum, { text }) => sum + text.length, 0);
  assert.ok(bytes <= jobLimits.lineBytesPerRun && bytes > jobLimits.lineBytesPerRun - 8000, `${bytes}`);
  await temp.say('loud', log('ä'.repeat(5000)));
  assert.match((await temp.jobs.output('loud', 1, 1))!.lines[0]!.text, /^ä{2000,2048} … \(cut\)$/);
});

test('the oldest runs of a job go, with their lines; the numbers go on', async t => {
  const temp = await openTempJobs(t);
  for (let i = 0; i < jobLimits.runsPerJob + 30; i++) {
    await temp.say(`often#${i}`, start, log(`line ${i}`), done);
    temp.nowMs += SECOND_MS;
  }
  await temp.listen(2 * MINUTE_MS);
  const runs = await temp.jobs.runs('often', 1000);
  assert.deepEqual([runs.length, runs.at(-1)!.number, runs[0]!.number], [200, 31, 230]);
  const file = new BetterSqlite3(temp.path, { readonly: true });
  assert.equal(file.prepare('select count(*) from line').pluck().get(), 200);
  assert.equal(
    file.prepare('select line_bytes from clock').pluck().get(),
    file.prepare('select sum(line_bytes) from run').pluck().get(),
  );
  file.close();
});

test('a job that is removed goes with all it had, and may come again as a new one', async t => {
  const temp = await openTempJobs(t);
  await temp.say('nightly', start, log('one'), done);
  await temp.jobs.set('nightly', { ...DEFAULT_SETTING, description: 'gone soon' });
  assert.equal(await temp.jobs.remove('nightly'), true);
  assert.equal(await temp.jobs.remove('nightly'), false);
  assert.equal(temp.jobs.find('nightly'), undefined);
  await temp.jobs.tick();
  const file = new BetterSqlite3(temp.path, { readonly: true });
  assert.deepEqual(file.prepare('select (select count(*) from run) + (select count(*) from line) as n').get(), {
    n: 0,
  });
  file.close();
  const taken = await temp.say('nightly', start);
  assert.ok(taken.kind === 'kept' && taken.isNewJob && taken.run!.number === 1);
  assert.equal(temp.jobs.settingOf('nightly').description, '');
});

test('a job too many is refused with a sentence, and the others go on', async t => {
  const temp = await openTempJobs(t);
  await Promise.all(Array.from({ length: jobLimits.jobs }, (_, i) => temp.say(`job-${i}`, done)));
  const taken = await temp.say('one-more', done);
  assert.ok(taken.kind === 'refused');
  assert.match(taken.reason, /^1000 jobs are kept, which is the limit/);
  assert.equal((await temp.say('job-7', start)).kind, 'kept');
});

test('changes are told in the order of commits, before they are answered, and removal too', async t => {
  const temp = await openTempJobs(t);
  const subscription = temp.jobs.live.subscribe();
  await temp.say('a', start);
  await temp.say('a', progress(5));
  await temp.say('b', start);
  await temp.jobs.remove('a');
  temp.jobs.live.close();
  const told: unknown[] = [];
  for await (const item of subscription)
    if (item.kind === 'event') told.push([item.value.name, item.value.job?.run?.percent, item.value.job?.state]);
  assert.deepEqual(told, [
    ['a', undefined, 'running'],
    ['a', 5, 'running'],
    ['b', undefined, 'running'],
    ['a', undefined, undefined],
  ]);
});

test('many signals at once share commits and are told once per job', async t => {
  const temp = await openTempJobs(t);
  await temp.say('fast', start);
  const before = temp.jobs.live.head;
  await Promise.all(Array.from({ length: 1000 }, (_, i) => temp.say('fast', progress(i + 1, 1000))));
  assert.equal(temp.jobs.find('fast')!.run!.percent, 100);
  const told = temp.jobs.live.head - before;
  assert.ok(told < 500, `told ${told} times`);
});

test('a signal that cannot be kept changes nothing', async t => {
  const temp = await openTempJobs(t);
  await temp.say('a', start);
  await assert.rejects(temp.say('a', progress(5), { kind: 'log', text: undefined as never }));
  assert.equal(temp.jobs.find('a')!.run!.percent, undefined);
  await temp.say('a', progress(7));
  assert.equal(temp.jobs.find('a')!.run!.percent, 7);
});
