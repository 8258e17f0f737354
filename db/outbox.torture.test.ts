import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Subscription } from '../app/stream/reactive.ts';
import { rounds } from '../app/testing/rounds.ts';
import { sourceFlags } from '../app/testing/source-flags.ts';
import type { Change } from './outbox.ts';
import { openState } from './state.ts';
import { makeTempDirectory } from './transaction/testing/temp-directory.ts';

const KILLS = rounds({ ci: 2, torture: 40 });
/** Numbers that are resumed after; the table keeps ten thousand. */
const RESUMES = rounds({ ci: 100, torture: 2_500 });

test(`D4: over ${KILLS} lives that end by kill -9 a follower gets every committed change once, under ids that go on`, async t => {
  const path = join(makeTempDirectory(t), 'state.db');
  const state = openState(path, Date.now);
  const { epoch } = state.outbox.changes;
  state.close();
  let head = 0;
  for (let life = 1; life <= KILLS; life++) {
    const lines = await followUntilKilled(path, `${epoch}-${head}`, 50 + 37 * life);
    for (const line of lines) assert.equal(line, `${epoch}-${++head} ${head}`);
  }

  const { outbox, close } = openState(path, Date.now);
  assert.equal(outbox.changes.epoch, epoch);
  outbox.changes.close();
  for await (const item of outbox.changes.subscribe({ from: { afterId: `${epoch}-${head}` } })) {
    assert.ok(item.kind === 'event');
    assert.deepEqual([item.id, item.value.key], [`${epoch}-${++head}`, `${head}`]);
  }
  assert.equal(head, outbox.changes.head);
  t.diagnostic(`${head} changes`);
  close();
});

test(`D3: resuming after each of ${RESUMES} changes while more are committed gives exactly the following ones`, async t => {
  const { transactional, outbox, close } = openState(join(makeTempDirectory(t), 'state.db'), Date.now);
  t.after(close);
  let announced = 0;
  const announce = () => outbox.announce('number', `${++announced}`);
  const readings: Promise<number>[] = [];
  for (let k = 0; k < RESUMES; k++) {
    await Promise.all([transactional.batch(announce), transactional.batch(announce)]);
    readings.push(countFollowing(outbox.changes.subscribe({ from: { afterId: `${outbox.changes.epoch}-${k}` } }), k));
    if (k % 3 === 0) await turn();
  }
  outbox.changes.close();
  for (const [k, count] of (await Promise.all(readings)).entries()) assert.equal(count, announced - k);
});

/** Follows the changes of a process of its own, kills it after so many of them, and gives all that were told. */
async function followUntilKilled(path: string, afterId: string, count: number): Promise<string[]> {
  const script = fileURLToPath(new URL('./testing/announce-without-end.ts', import.meta.url));
  const args = [...sourceFlags, script, path, afterId];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.endsWith(';')) lines.push(line.slice(0, -1)); // The last one may be half a line.
    if (lines.length === count) child.kill('SIGKILL');
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  assert.equal(child.signalCode, 'SIGKILL');
  return lines;
}

/** Rejects when anything but the next change comes. */
async function countFollowing(subscription: Subscription<Change>, after: number): Promise<number> {
  let count = 0;
  for await (const item of subscription) {
    assert.ok(item.kind === 'event', item.kind);
    assert.deepEqual([item.seq, item.value.key], [after + ++count, `${after + count}`]);
  }
  return count;
}
