import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { test } from 'node:test';
import { lineBatches } from './line-batches.ts';

test('a line is sent soon after it came, and what is begun waits for its end', async () => {
  const pipe = new PassThrough();
  const batches = lineBatches(pipe);
  pipe.write('one\ntwo\nthr');
  assert.equal(String((await batches.next()).value), 'one\ntwo\n');
  pipe.write('ee\n');
  assert.equal(String((await batches.next()).value), 'three\n');
  pipe.end('four');
  assert.equal(String((await batches.next()).value), 'four');
  assert.equal((await batches.next()).done, true);
});

test('what comes fast goes together, and nothing is lost', async () => {
  const text = Array.from({ length: 200_000 }, (_, line) => `line ${line}\n`).join('');
  const batches = await Array.fromAsync(lineBatches(pieces(text, 7_000)));
  assert.equal(Buffer.concat(batches).toString(), text);
  assert.ok(batches.length < 12, `${batches.length}`);
  for (const batch of batches) assert.equal(batch.at(-1), 10);
});

test('reads no further than the next piece while the last batch is under way', async () => {
  let read = 0;
  const endless = (async function* () {
    for (;;) yield Buffer.from(`line ${read++}\n`.repeat(30_000));
  })();
  const batches = lineBatches(endless);
  await batches.next();
  await new Promise(setImmediate);
  assert.ok(read <= 3, `${read}`);
});

test('a line that is longer than a batch is cut', async () => {
  const batches = await Array.fromAsync(lineBatches(pieces('x'.repeat(1_000_000), 10_000)));
  assert.equal(Buffer.concat(batches).length, 1_000_000);
  assert.ok(batches.length >= 3);
});

async function* pieces(text: string, size: number) {
  for (let from = 0; from < text.length; from += size) yield Buffer.from(text.slice(from, from + size));
}
