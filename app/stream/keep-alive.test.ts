import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keepAlive } from './keep-alive.ts';

test('items come as they are, and word when there was none', async () => {
  const wait = Promise.withResolvers<void>();
  const source = async function* () {
    yield 1;
    await wait.promise;
    yield 2;
  };
  const heard: (number | undefined)[] = [];
  for await (const item of keepAlive(source(), 10)) {
    heard.push(item);
    if (item === undefined) wait.resolve();
  }
  assert.deepEqual(
    heard.filter(item => item !== undefined),
    [1, 2],
  );
  assert.ok(heard.includes(undefined));
});

test('an error of the source comes through, and leaving ends the source', async () => {
  // biome-ignore lint/correctness/useYield: it fails at once
  const broken = async function* (): AsyncGenerator<number> {
    throw new Error('broken');
  };
  await assert.rejects(keepAlive(broken(), 1000).next(), /broken/);
  const ended = Promise.withResolvers<void>();
  const source = async function* () {
    try {
      for (;;) yield 1;
    } finally {
      ended.resolve();
    }
  };
  for await (const item of keepAlive(source(), 1000)) if (item === 1) break;
  await ended.promise;
});
