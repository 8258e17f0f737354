import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pumpFrames } from './pump-frames.ts';
import { openWebSocket } from './testing/web-socket-kind.ts';
import { WebSocketSink } from './web-socket-sink.ts';

const FRAME = Buffer.alloc(1000, 'x');

/** Frames without end, or so many; counts those that were asked for. */
function source(limit = Number.POSITIVE_INFINITY) {
  const state = { asked: 0, hasEnded: false, signal: undefined as AbortSignal | undefined };
  const frames = async function* (signal: AbortSignal) {
    state.signal = signal;
    try {
      for (; state.asked < limit && !signal.aborted; state.asked++) yield FRAME;
    } finally {
      state.hasEnded = true;
    }
  };
  return { state, frames };
}

test('each frame is a message, and the end is told', async t => {
  const { client, messages, closed, server, connection } = await openWebSocket(t);
  client.resume();
  const { frames } = source(3);
  const outcome = await pumpFrames(frames, new WebSocketSink(server, { connection }));
  assert.deepEqual(outcome, { reason: 'end', bytes: 3000 });
  assert.equal(await closed, 1000);
  assert.deepEqual(
    messages.map(({ bytes, isBinary }) => [bytes.length, isBinary]),
    Array(3).fill([1000, false]),
  );
});

test('who takes nothing is sent no more than fits on the way, and is let go', async t => {
  const { server, connection } = await openWebSocket(t);
  const { state, frames } = source();
  const { reason } = await pumpFrames(frames, new WebSocketSink(server, { connection, stallTimeoutMs: 100 }));
  assert.equal(reason, 'stalled');
  const heldBytes = state.asked * FRAME.byteLength;
  assert.ok(heldBytes < 16 * 1024 * 1024, `${heldBytes} bytes were asked for`); // what the two sockets' buffers take
  assert.ok(state.hasEnded && state.signal!.aborted, 'whoever makes the frames knows');
});

test('who leaves ends the making of frames', async t => {
  const { client, server, connection } = await openWebSocket(t);
  let leave = () => {};
  const frames = async function* (signal: AbortSignal) {
    yield FRAME;
    client.terminate();
    await new Promise<void>(resolve => {
      leave = resolve;
      signal.addEventListener('abort', () => resolve(), { once: true });
    });
  };
  const { reason } = await pumpFrames(frames, new WebSocketSink(server, { connection }));
  leave();
  assert.equal(reason, 'client-closed');
});

test('what making a frame throws cuts the client off', async t => {
  const { client, closed, server, connection } = await openWebSocket(t);
  client.resume();
  // biome-ignore lint/correctness/useYield: it fails before its first frame
  const frames = async function* (): AsyncGenerator<Uint8Array> {
    throw new Error('broken');
  };
  await assert.rejects(pumpFrames(frames, new WebSocketSink(server, { connection })), /broken/);
  assert.equal(await closed, 1011);
});
