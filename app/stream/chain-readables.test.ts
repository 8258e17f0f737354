import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chainReadables } from './chain-readables.ts';

test('streams come one behind the other, and each is asked for when the one before has ended', async () => {
  const steps: string[] = [];
  function* parts() {
    for (const text of ['one ', 'two ', 'three']) {
      steps.push(text.trim());
      yield streamOf([text]);
    }
  }
  const chain = chainReadables(parts(), () => steps.push('end'));
  const reader = chain.getReader();
  await Promise.resolve();
  assert.deepEqual(steps, []);
  await reader.read();
  assert.deepEqual(steps, ['one']);
  reader.releaseLock();
  const rest = await Array.fromAsync(chain);
  assert.equal(Buffer.concat(rest).toString(), 'two three');
  assert.deepEqual(steps, ['one', 'two', 'three', 'end']);
});

test('a part that fails fails the whole, and no other is asked for', async () => {
  let ends = 0;
  function* parts() {
    yield streamOf(['one'], new Error('broke'));
    assert.fail('asked on');
  }
  await assert.rejects(new Response(chainReadables(parts(), () => ends++)).text(), /broke/);
  assert.equal(ends, 1);
});

test('cancel reaches the part that is read, also while it waits, and ends once', async () => {
  let ends = 0;
  const cancelled: unknown[] = [];
  const isRead = Promise.withResolvers<void>();
  const waiting = new ReadableStream<Uint8Array>(
    {
      pull() {
        isRead.resolve();
        return new Promise(() => {});
      },
      cancel: why => void cancelled.push(why),
    },
    { highWaterMark: 0 },
  );
  function* parts() {
    yield waiting;
    assert.fail('asked on');
  }
  const reader = chainReadables(parts(), () => ends++).getReader();
  const pending = reader.read();
  await isRead.promise;
  await reader.cancel('enough');
  assert.deepEqual([await pending, cancelled, ends], [{ done: true, value: undefined }, ['enough'], 1]);
});

test('cancel before anything was read asks for nothing', async () => {
  let ends = 0;
  const parts = { [Symbol.iterator]: () => ({ next: () => assert.fail('asked') }) };
  await chainReadables(parts, () => ends++).cancel();
  assert.equal(ends, 1);
});

function streamOf(texts: readonly string[], error?: Error): ReadableStream<Uint8Array> {
  const rest = texts.map(text => Buffer.from(text));
  return new ReadableStream<Uint8Array>({
    pull(controller) {
      const next = rest.shift();
      if (next) controller.enqueue(next);
      else if (error) controller.error(error);
      else controller.close();
    },
  });
}
