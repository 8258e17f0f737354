import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { createStreamBuffer } from './buffer.ts';
import { pump } from './pump.ts';
import { type Batch, Sink } from './sink.ts';

/** A client that takes everything, and is full or holds on to bytes when it is told to. */
class ToldSink extends Sink {
  readonly texts: string[] = [];
  isFull = false;
  holdsOn = false;
  protected readonly heldBytes = 0;
  protected readonly isGone = false;

  makeRoom(): void {
    this.isFull = false;
    this.wake();
  }

  protected send({ chunks }: Batch): boolean {
    this.texts.push(Buffer.concat(chunks).toString());
    return !this.holdsOn;
  }

  protected destroy(): void {}
  protected unlisten(): void {}
  protected sendEnd(): void {
    if (!this.holdsOn) this.finish();
  }
}

function openPump() {
  const buffer = createStreamBuffer({ segmentBytes: 64, retainBytes: 1024, maxPinnedBytes: 64 });
  const sink = new ToldSink({});
  const cursor = buffer.cursor();
  const onGap = ({ missed }: { missed: number }) => Buffer.from(`all of ${missed}`);
  return { buffer, sink, cursor, outcome: pump(cursor, sink, { onGap, conflate: true }, true) };
}

test('conflated, a client that missed one frame gets it, and one that missed more the state in their place', async () => {
  const { buffer, sink, outcome } = openPump();
  for (const frames of [['a'], [], ['b'], ['c', 'd']]) {
    sink.isFull = frames[0] !== 'a';
    for (const frame of frames) buffer.append(frame);
    await nextTurn();
    sink.makeRoom();
    await nextTurn();
  }
  buffer.append('e');
  buffer.seal();
  assert.deepEqual(await outcome, { reason: 'end', bytes: 'abe'.length + 'all of 2'.length, gaps: 1 });
  assert.deepEqual(sink.texts, ['a', 'b', 'all of 2', 'e']);
});

test('a client that holds up the last bytes of its reader is put out when the log needs their memory', async () => {
  const { buffer, sink, cursor, outcome } = openPump();
  sink.holdsOn = true;
  for (const piece of ['x', 'y', 'z']) {
    buffer.append(piece.repeat(64));
    await nextTurn();
  }
  cursor[Symbol.dispose]();
  await nextTurn();
  for (let count = 0; count < 100; count++) buffer.append('.'.repeat(64));
  assert.equal((await outcome).reason, 'stalled');
  assert.equal(buffer.stats().leases, 0);
});
