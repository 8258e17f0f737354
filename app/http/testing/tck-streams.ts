import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Claim } from '../../testing/claim.ts';
import type { TckHost } from '../middleware.tck.ts';
import { Journal } from './journal.ts';

/** E8, E9: bodies that take their time. */
export function streamClaims(host: TckHost): readonly Claim[] {
  return [
    {
      name: 'E8 a paused client holds the source back, and in the end every byte is the same',
      run: () => checkBackPressure(host),
    },
    {
      name: 'E8 the first byte is not delayed: it is there while the source waits for it to arrive',
      run: async () => {
        const arrived = Promise.withResolvers<void>();
        const source = new ReadableStream<Uint8Array<ArrayBuffer>>({
          async pull(controller) {
            controller.enqueue(new Uint8Array(1));
            await arrived.promise;
            controller.close();
          },
        });
        const middlewares = ['a', 'b', 'c'].map(name => new Journal().middleware(name));
        await using open = await host.open(middlewares, () => new Response(source));
        const reader = (await open.fetch('/')).body!.getReader();
        assert.equal((await reader.read()).value?.length, 1);
        arrived.resolve();
        assert.equal((await reader.read()).done, true);
      },
    },
    {
      name: 'E9 events arrive one by one through three middlewares',
      run: async () => {
        const journal = new Journal();
        const { readable, writable } = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>();
        const middlewares = ['a', 'b', 'c'].map(name => journal.middleware(name));
        const headers = { 'content-type': 'text/event-stream' };
        await using open = await host.open(middlewares, () => new Response(readable, { headers }));
        const response = await open.fetch('/');
        const [reader, writer] = [response.body!.getReader(), writable.getWriter()];
        for (const event of ['data: 1\n\n', 'data: 2\n\n', 'data: 3\n\n']) {
          void writer.write(new TextEncoder().encode(event));
          assert.equal(new TextDecoder().decode((await reader.read()).value), event);
        }
        await writer.close();
        assert.equal((await reader.read()).done, true);
        await journal.until('.a');
        assert.equal(journal.outcomes[0]?.bytes, 27);
      },
    },
  ];
}

const CHUNK_BYTES = 64 * 1024;
/** 50 MiB, more than any socket buffer. */
const CHUNKS = 800;
/** More than socket buffers, HTTP/2 windows and the streams of both ends hold together. */
const MAX_HELD_CHUNKS = 320;

async function checkBackPressure(host: TckHost): Promise<void> {
  let pulled = 0;
  const [sent, received] = [createHash('sha256'), createHash('sha256')];
  const source = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull(controller) {
      if (pulled === CHUNKS) return controller.close();
      const chunk = new Uint8Array(CHUNK_BYTES).fill(pulled++);
      sent.update(chunk);
      controller.enqueue(chunk);
    },
  });
  const journal = new Journal();
  const middlewares = [journal.middleware('a'), journal.middleware('b')];
  await using open = await host.open(middlewares, () => new Response(source));
  const reader = (await open.fetch('/')).body!.getReader();
  await standstill(() => pulled);
  assert.ok(pulled < MAX_HELD_CHUNKS, `${pulled} of ${CHUNKS} chunks were taken from the source though nobody read`);
  let position = 0;
  for (let step = await reader.read(); !step.done; step = await reader.read()) {
    received.update(step.value);
    position += step.value.length;
  }
  assert.equal(position, CHUNK_BYTES * CHUNKS);
  assert.equal(received.digest('hex'), sent.digest('hex'));
  await journal.until('.a');
  assert.equal(journal.outcomes[0]?.bytes, CHUNK_BYTES * CHUNKS);
}

/** An unthrottled copy needs few turns of the event loop for the whole source; a throttled one stands still. */
async function standstill(count: () => number): Promise<void> {
  for (let quiet = 0, last = -1; quiet < 200; quiet++, await nextTurn()) {
    if (count() !== last) quiet = 0;
    last = count();
  }
}
