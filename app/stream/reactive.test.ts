import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { streamTck } from './reactive.tck.ts';
import { createReactiveStream } from './reactive.ts';
import { createQueuePerSubscriber } from './testing/queue-per-subscriber.ts';

for (const { name, run } of streamTck(createReactiveStream)) test(name, run);

const lettingGo = {
  'closure after return': 'RS 3.13: lets go of the subscriber’s closure after return()',
  'closure after abort': 'RS 3.13: lets go of the subscriber’s closure after an abort',
  'closure after throw': 'D9: lets go of a subscriber whose consumer throws inside for await',
  'stalled among 500': 'D1: 1 stalled subscriber among 500 holds no value outside the ring and delays nobody',
  'never iterated': 'D8: 100 000 subscriptions that are never read hold no value and wait for nothing',
  'history read': 'holds nothing of history when it has read it to the end',
  'nobody left': 'keeps only the replay when the last subscriber has left',
};
const memoryFile = fileURLToPath(new URL('./testing/memory.ts', import.meta.url));
for (const [check, claim] of Object.entries(lettingGo)) test(claim, { concurrency: true }, () => runWithGc(check));

function runWithGc(check: string): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  execFile(process.execPath, ['--expose-gc', '--import', 'tsx', memoryFile, check], (error, _stdout, stderr) => {
    if (error) reject(new Error(stderr));
    else resolve();
  });
  return promise;
}

test('the conformance table refuses a queue per subscriber', async () => {
  const refused: string[] = [];
  for (const { name, run } of streamTck(createQueuePerSubscriber)) {
    await run().catch(() => refused.push(name));
  }
  for (const rule of [
    'RS 1.4, 1.7',
    'RS 1.8',
    'RS 1.9',
    'tokio lagging_rx',
    'tokio#8239',
    'kotlinx',
    'SharedFlow',
    'Effect',
  ]) {
    assert.ok(refused.some(name => name.startsWith(rule)), rule); // biome-ignore format: one line per claim
  }
  assert.equal(refused.length, 26);
});

test('does what the example in its head says', async () => {
  const lines: string[] = [];
  const stream = createReactiveStream<number>({ capacity: 4 });
  const subscription = stream.subscribe();
  for (const celsius of [20, 21, 22, 23, 24, 25]) stream.emit(celsius);
  stream.close();
  for await (const item of subscription) {
    if (item.kind === 'event') lines.push(`${item.seq} ${item.value}`);
    if (item.kind === 'gap') lines.push(`missed ${item.missed}`);
  }
  assert.deepEqual(lines, ['missed 2', '3 22', '4 23', '5 24', '6 25']);
});
