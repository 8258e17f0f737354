import assert from 'node:assert/strict';
import { cpSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { type TestContext, test } from 'node:test';
import { createRandom } from '../testing/random.ts';
import { rounds } from '../testing/rounds.ts';
import { checkFile } from './testing/check-file.ts';
import { countRows, withFile } from './testing/other-connection.ts';
import { NOON_MS, openTempHistory, reading } from './testing/temp-history.ts';

const CUTS = rounds({ ci: 4, torture: 300 });
const BATCHES = 120;
const READINGS = 60;
/** So few that there are flushes between the batches. */
const FLUSH_POINTS = 1_000;
/** Before the frames of the log. */
const LOG_HEAD_BYTES = 32;

const random = createRandom(1);

/** Each takes a log of so many bytes, and says from where on it is not as it was. */
const DAMAGES: Readonly<Record<string, (log: string, bytes: number) => number>> = {
  'cut off': (log, bytes) => {
    const from = random(bytes);
    truncateSync(log, from);
    return from;
  },
  'a bit turned': (log, bytes) => spoil(log, LOG_HEAD_BYTES + random(bytes - LOG_HEAD_BYTES), 1),
  'a sector of other bytes': (log, bytes) => spoil(log, LOG_HEAD_BYTES + random(bytes - LOG_HEAD_BYTES), 512),
  'its head spoiled': log => spoil(log, random(LOG_HEAD_BYTES), 1),
};

for (const [damage, spoilLog] of Object.entries(DAMAGES)) {
  test(`of a write-ahead log with ${damage}, all that was acknowledged before is there, and no batch in part`, async t => {
    const { files, endsAt } = await writeBatches(t);
    for (let cut = 0; cut < CUTS; cut++) {
      const path = copyFiles(files);
      const wholeBytes = spoilLog(`${path}-wal`, endsAt.at(-1)!);
      const kept = await readBatches(t, path);
      const due = endsAt.filter(end => end <= wholeBytes).length;
      assert.ok(kept.length >= due, `${kept.length} batches of ${due}, whole up to byte ${wholeBytes}`);
      assert.deepEqual(
        kept,
        Array.from(kept, (_, batch) => ({ batch, count: READINGS })),
        'batch after batch, each whole',
      );
    }
  });
}

test('a last page that was torn while the log was moved into the file is taken from the log again', async t => {
  const { files } = await writeBatches(t);
  for (let cut = 0; cut < CUTS; cut++) {
    const path = copyFiles(files);
    const log = readFileSync(`${path}-wal`);
    withFile(path, file => file.pragma('wal_checkpoint(PASSIVE)'));
    writeFileSync(`${path}-wal`, log); // nobody came to write that it is done
    truncateSync(path, statSync(path).size - 1 - random(8_000));
    assert.equal((await readBatches(t, path)).length, BATCHES);
    checkFile(path);
  }
});

/** A file as a kill leaves it, and where in the log each batch had ended when it was acknowledged. */
async function writeBatches(t: TestContext) {
  const temp = await openTempHistory(t, { flushPoints: FLUSH_POINTS });
  await temp.reopen(); // what a new file begins with is not in the log any more
  const endsAt: number[] = [];
  for (let batch = 0; batch < BATCHES; batch++) {
    await temp.store.append(
      Array.from({ length: READINGS }, (_, at) => reading(`m${at % 7}`, 0, batch, whenOf(batch, at))),
    );
    endsAt.push(statSync(`${temp.path}-wal`).size);
  }
  assert.ok(countRows(temp.path, 'chunk') > 0, 'there were flushes');
  return { files: temp.path, endsAt };
}

function whenOf(batch: number, at: number) {
  return { atMs: NOON_MS + batch * READINGS + at };
}

let copies = 0;

/** Without the index of the log: it is made anew from the log, as after a loss of power. */
function copyFiles(path: string): string {
  const copy = `${path}.copy${++copies}`;
  for (const end of ['', '-wal']) cpSync(path + end, copy + end);
  return copy;
}

/** Which batches are there, with how many of their readings. */
async function readBatches(t: TestContext, path: string) {
  const { store, troubles } = await openTempHistory(t, { path });
  const [fromMs, stepMs] = [NOON_MS, READINGS];
  const { series } = await store.query({ select: {}, fromMs, toMs: fromMs + BATCHES * stepMs, stepMs });
  await store.close();
  assert.deepEqual(troubles, []);
  const counts = new Map<number, number>();
  for (const { index, count, last } of series) {
    for (const [place, batch] of index.entries()) {
      assert.equal(last[place], batch, 'the values are those of the batch');
      counts.set(batch, (counts.get(batch) ?? 0) + count[place]!);
    }
  }
  return Array.from(counts, ([batch, count]) => ({ batch, count })).sort((a, b) => a.batch - b.batch);
}

/** Gives where it began. */
function spoil(path: string, from: number, length: number): number {
  const bytes = readFileSync(path);
  for (let at = from; at < Math.min(bytes.length, from + length); at++) bytes[at]! ^= 1 + random(255);
  writeFileSync(path, bytes);
  return from;
}
