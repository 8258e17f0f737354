/** Half a year in a few minutes: the keepers of all that machines send, in their real threads, under a clock that runs ahead. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { rounds } from '../testing/rounds.ts';
import { checkAge } from './testing/half-year/check-age.ts';
import { openEventLodger } from './testing/half-year/event-lodger.ts';
import { openImageLodger } from './testing/half-year/image-lodger.ts';
import { openJobLodger } from './testing/half-year/job-lodger.ts';
import { type LifeState, liveThrough, START_MS } from './testing/half-year/live-through.ts';
import { DAY_MS, HOUR_MS, type Lodger } from './testing/half-year/lodger.ts';
import { openLogLodger } from './testing/half-year/log-lodger.ts';
import type { Moving } from './testing/half-year/moving.ts';
import { queryFile } from './testing/half-year/query-file.ts';
import { Stopwatch } from './testing/half-year/stopwatch.ts';

const DAYS = 28 * rounds({ ci: 3, torture: 7 });
const STEP_MS = rounds({ ci: 24, torture: 3 }) * HOUR_MS;
const KEEP_MS = 20 * DAY_MS;
const FOR_EVER_MS = 10_000 * DAY_MS;
/** A young process still grows by so much: code is compiled, and heaps find their size. */
const SLACK_MEMORY_BYTES = 20e6;
/** Two days of a flood may meet in one month and not in another. */
const SLACK_FILE = 1.25;
const SLACK_WRITE = 3;
const SLACK_WRITE_MS = 2;

async function live(
  t: TestContext,
  open: (moving: Moving) => Lodger | Promise<Lodger>,
  perStep: number,
  check: (state: LifeState) => void,
) {
  const stopwatch = new Stopwatch();
  const lodger = await open({ after: clean => t.after(clean), time: write => stopwatch.time(write) });
  const months = await liveThrough(lodger, { days: DAYS, stepMs: STEP_MS, perStep, stopwatch, check });
  for (const { residentBytes, fileBytes, writeMs } of months)
    t.diagnostic(
      `${Math.round(residentBytes / 1e6)} MB resident, file ${(fileBytes / 1e6).toFixed(2)} MB, a write ${writeMs.toFixed(2)} ms`,
    );
  const [, second, ...later] = months;
  const fileBytes = Math.max(...months.slice(0, 2).map(month => month.fileBytes));
  for (const month of later) {
    assert.ok(month.residentBytes < second!.residentBytes + SLACK_MEMORY_BYTES, 'memory grows');
    assert.ok(month.fileBytes < SLACK_FILE * fileBytes, 'the file grows');
  }
  const writeMs = Math.min(...later.slice(-2).map(month => month.writeMs));
  assert.ok(writeMs < SLACK_WRITE * second!.writeMs + SLACK_WRITE_MS, 'writes take longer');
}

/** Bounds that are smaller than what is kept are reached within a month. */
const isFull = ({ nowMs }: LifeState) => nowMs > START_MS + 28 * DAY_MS;

/** Nothing older is there than what is gone. */
function checkNewest({ kept, sent }: LifeState): void {
  assert.equal(kept[0], sent.at(-kept.length), 'the oldest go first');
}

function checkBound(value: number, bound: number, slack: number, state: LifeState): void {
  assert.ok(value <= bound + slack, `${value} of ${bound}`);
  if (isFull(state)) assert.ok(value >= bound - slack, `${value} of ${bound}: more has gone than had to`);
}

const one = ({ lodger }: LifeState, sql: string) => queryFile<number>(lodger.path, sql)[0] ?? 0;

test(`${DAYS} days of logs, by age`, t =>
  live(t, moving => openLogLodger(moving, { keepMs: KEEP_MS }), 40, checkAge(KEEP_MS)));

test(`${DAYS} days of logs, by the bytes of the file`, t => {
  const maxBytes = 500_000;
  const usedSql =
    'select (page_count - freelist_count) * page_size from pragma_page_count, pragma_freelist_count, pragma_page_size';
  return live(
    t,
    moving => openLogLodger(moving, { keepMs: FOR_EVER_MS, maxBytes }),
    100,
    state => {
      checkNewest(state);
      // The index is written anew in pieces, beside what they replace.
      checkBound(one(state, usedSql), maxBytes, 0.2 * maxBytes, state);
    },
  );
});

test(`${DAYS} days of events, by age`, t =>
  live(t, moving => openEventLodger(moving, { keepMs: KEEP_MS }), 20, checkAge(KEEP_MS)));

test(`${DAYS} days of events, by count, of all and of a topic`, t => {
  const limits = { keepMs: FOR_EVER_MS, events: 200, eventsPerTopic: 60 };
  return live(
    t,
    moving => openEventLodger(moving, limits),
    20,
    state => {
      checkBound(state.kept.length, limits.events, 0, state);
      assert.ok(
        one(state, 'select max(n) from (select count(*) n from event group by topic)') <= limits.eventsPerTopic,
      );
    },
  );
});

test(`${DAYS} days of events, by bytes`, t => {
  const limits = { keepMs: FOR_EVER_MS, bytes: 100_000 };
  return live(
    t,
    moving => openEventLodger(moving, limits),
    20,
    state => {
      checkNewest(state);
      checkBound(one(state, 'select sum(bytes) from event'), limits.bytes, 1000, state);
    },
  );
});

test(`${DAYS} days of pictures, by age`, t =>
  live(
    t,
    moving => openImageLodger(moving, { maxAgeMs: KEEP_MS, maxPictures: 100_000, maxNames: 100 }),
    6,
    checkAge(KEEP_MS),
  ));

test(`${DAYS} days of pictures, by count and by bytes`, t => {
  const limits = { maxAgeMs: FOR_EVER_MS, maxPictures: 15, maxTotalBytes: 400_000, maxNames: 1000 };
  return live(
    t,
    moving => openImageLodger(moving, limits),
    10,
    state => {
      assert.ok(one(state, 'select max(pictures) from image') <= limits.maxPictures);
      checkBound(one(state, 'select sum(size_bytes) from content'), limits.maxTotalBytes, 40_000, state);
    },
  );
});

test(`${DAYS} days of runs of jobs, by age`, t =>
  live(t, moving => openJobLodger(moving, { runAgeMs: KEEP_MS, runsPerJob: 100_000 }), 4, checkAge(KEEP_MS)));

test(`${DAYS} days of runs of jobs, by count, and their output by bytes`, t => {
  const limits = { runAgeMs: FOR_EVER_MS, runsPerJob: 15, lineBytes: 20_000 };
  return live(
    t,
    moving => openJobLodger(moving, limits),
    10,
    state => {
      checkBound(
        one(state, 'select min(n) from (select count(*) n from run group by job_id)'),
        limits.runsPerJob,
        0,
        state,
      );
      assert.ok(one(state, 'select max(n) from (select count(*) n from run group by job_id)') <= limits.runsPerJob);
      // A run that goes on keeps its lines, and takes them along when it ends too late to stay.
      checkBound(one(state, 'select sum(length(cast(text as blob)) + 16) from line'), limits.lineBytes, 4500, state);
    },
  );
});
