import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { routes } from '../routes.ts';
import { startServer } from '../testing/real-server.ts';
import type { RunView } from './runs/job-view.ts';

const server = await startServer({ env: { TELLTALE_HOST_METRICS: 'off' } });
after(() => server.dispose());

const headers = { Authorization: `Bearer ${server.writeToken}`, Accept: 'application/json' };

/** What is answered to a signal, or undefined where there was no answer. */
async function send(name: string, body: string): Promise<{ run: RunView } | undefined> {
  const url = server.url + routes.jobSignal.href({ name });
  try {
    const response = await fetch(url, { method: 'POST', headers, body });
    return response.ok ? ((await response.json()) as { run: RunView }) : undefined;
  } catch {
    return undefined; // it was killed
  }
}

async function restart(): Promise<void> {
  await server.kill();
  await server.start();
}

test('a run goes on over a kill of the server in its middle, and is whole', async () => {
  await send('nightly', 'start');
  await send('nightly', 'log before');
  await send('nightly', '40/100 before');
  await restart();
  const after = await send('nightly', '60/100 after');
  assert.deepEqual([after!.run.number, after!.run.percent], [1, 60]);
  await send('nightly', 'log after');
  const ended = await send('nightly', 'done');
  assert.deepEqual([ended!.run.status, ended!.run.number], ['ok', 1]);
  assert.ok(ended!.run.durationMs! >= after!.run.heardMs - after!.run.startMs);
  await restart();
  const again = await send('nightly', 'log much later');
  assert.equal(again!.run.status, 'ok', 'and the end is kept, too');
});

test('what was answered before a kill is there after it, at any moment', async () => {
  for (let round = 0; round < 3; round++) {
    let answered = -1;
    const sending = (async () => {
      for (let i = 0; ; i++) {
        if ((await send(`busy-${round}`, `${i}/100000`)) === undefined) return;
        answered = i;
      }
    })();
    while (answered < 20 + 15 * round) await new Promise(resolve => setImmediate(resolve));
    await server.kill();
    await sending;
    await server.start();
    const { run } = (await send(`busy-${round}`, 'log hello'))!;
    assert.equal(run.number, 1);
    assert.ok(run.done! === answered || run.done! === answered + 1, `answered ${answered}, kept ${run.done}`);
  }
});
