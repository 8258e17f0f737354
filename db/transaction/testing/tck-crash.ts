import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { sourceFlags } from '../../../app/testing/source-flags.ts';
import { createOutbox } from '../../outbox.ts';
import type { TckDatabase, TckTable } from './tck-database.ts';
import { readFromOtherProcess } from './tck-process.ts';

const script = fileURLToPath(new URL('./announce-and-die.ts', import.meta.url));

const EPOCH = 'file';

export const crashClaims: TckTable = {
  'A22 killed between COMMIT and announcement, the event reaches who resumes after the restart, once': async ({
    open,
  }) => {
    const database = open();
    const announced = await announceAndDie(database, 'after COMMIT');
    assert.deepEqual(announced, ['1 told'], 'the second one was committed and nobody was told');

    const { changes, announce } = createOutbox(database, EPOCH, () => 0);
    const resumed = changes.subscribe({ from: { afterId: `${EPOCH}-1` } });
    await database.transactional.batch(() => announce('event', 'next life'));
    const seen: string[] = [];
    for await (const item of resumed) {
      assert.ok(item.kind === 'event');
      seen.push(`${item.seq} ${item.value.key}`);
      if (item.value.key === 'next life') break;
    }
    assert.deepEqual(seen, ['2 killed', '3 next life']);
  },

  'A22 killed before COMMIT, nothing of it is there and its number is given again: no hole': async ({ open }) => {
    const database = open();
    assert.deepEqual(await announceAndDie(database, 'before COMMIT'), ['1 told']);
    const { announce } = createOutbox(database, EPOCH, () => 0);
    await database.transactional.batch(() => announce('event', 'next life'));
    assert.deepEqual(database.prepare('SELECT seq, key FROM outbox ORDER BY seq').all(), [
      { seq: 1, key: 'told' },
      { seq: 2, key: 'next life' },
    ]);
  },

  'A22 what was answered for is there after kill -9, as another process sees it': async ({ open, context }) => {
    const database = open();
    await announceAndDie(database, 'after COMMIT');
    assert.ok(await readFromOtherProcess(context, database.path).sees('told'));
  },
};

/** A process that announces once in order, and dies at the fault point of its second announcement. Gives what it told. */
async function announceAndDie({ path, migrations, implementation }: TckDatabase, at: string): Promise<string[]> {
  const { module, open } = implementation;
  const child = fork(script, [path, migrations, module.href, open.name, at], { execArgv: [...sourceFlags] });
  const told: string[] = [];
  child.on('message', text => told.push(String(text)));
  const [, signal] = await once(child, 'exit');
  assert.equal(signal, 'SIGKILL');
  return told;
}
