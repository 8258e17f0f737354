import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { openTempHistory } from './testing/temp-history.ts';

const WRITERS = 4;
const ANSWERS_BEFORE_KILL = 200;

test('answered readings survive kill -9, unanswered batches are there whole or not at all', async t => {
  const temp = await openTempHistory(t);
  await temp.store.close();
  const answered = await writeUntilKilled(temp.path);
  await temp.reopen();
  const query = { select: {}, fromMs: 0, toMs: 1_000_000, stepMs: 1_000_000 };
  const { series, commit } = await temp.store.query(query);
  assert.equal(series.length, 3 * WRITERS);
  assert.ok(commit > 0);
  for (let writer = 0; writer < WRITERS; writer++) {
    const ofWriter = series.filter(one => one.labels.writer === String(writer));
    const counts = new Set(ofWriter.map(one => one.count[0]));
    assert.equal(counts.size, 1, 'each batch is whole');
    for (const { count, last } of ofWriter) {
      assert.ok(last[0]! >= answered[writer]!, 'what was answered is there');
      assert.equal(count[0], last[0]! + 1, 'nothing before it is missing');
    }
  }
});

/** Gives the last answered batch of each writer. */
async function writeUntilKilled(path: string): Promise<number[]> {
  const script = fileURLToPath(new URL('./testing/append-without-end.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', script, path], { stdio: ['ignore', 'pipe', 'inherit'] });
  const last = Array.from({ length: WRITERS }, () => -1);
  let answers = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    const [writer, batch] = line.split(' ').map(Number);
    last[writer!] = batch!;
    if (++answers === ANSWERS_BEFORE_KILL) child.kill('SIGKILL');
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  assert.equal(child.signalCode, 'SIGKILL');
  return last;
}
