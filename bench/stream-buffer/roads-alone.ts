import { encodeEvent } from '../../app/http/encode-event.ts';
import { type Cursor, createStreamBuffer } from '../../app/stream/buffer.ts';
import { createReactiveStream } from '../../app/stream/reactive.ts';
import { SIZES } from './contenders.ts';
import { appendEvents, type Message, Queue } from './roads.ts';

/** A road without server and connections: readers take the encoded bytes and drop them. */
export interface RoadAlone {
  publish(text: string): void;
  /** Lets slow readers take what is there for them; live ones do so by themselves. */
  takeOn(): void;
}

/** One reader of ten is slow, the first one is stalled: it never reads. */
const isSlow = (index: number) => index % 10 === 9;

export function oursAlone(readers: number): RoadAlone {
  const stream = createReactiveStream<string>({ capacity: 1024 });
  const buffer = createStreamBuffer(SIZES);
  void appendEvents(stream.subscribe(), buffer);
  const cursors = Array.from({ length: readers }, () => buffer.cursor());
  cursors.forEach((cursor, index) => {
    if (index > 0 && !isSlow(index)) void follow(cursor);
  });
  const slow = cursors.filter((_, index) => isSlow(index));
  return { publish: text => stream.emit(text), takeOn: () => slow.forEach(takeAll) };
}

export function naiveAlone(readers: number): RoadAlone {
  const queues = Array.from({ length: readers }, () => new Queue());
  queues.forEach((queue, index) => {
    if (index > 0 && !isSlow(index)) void encodeAll(queue);
  });
  const slow = queues.filter((_, index) => isSlow(index));
  let seq = 0;
  return {
    publish(text) {
      seq += 1;
      for (const queue of queues) queue.put({ id: `naive-${seq}`, text });
    },
    takeOn() {
      for (const queue of slow) for (const message of queue.takeAll()) encode(message);
    },
  };
}

async function follow(cursor: Cursor): Promise<never> {
  for (;;) {
    takeAll(cursor);
    await cursor.wait();
  }
}

function takeAll(cursor: Cursor): void {
  for (let result = cursor.read(); result.kind !== 'empty'; result = cursor.read()) {
    if (result.kind === 'data') result.lease.release();
  }
}

async function encodeAll(queue: Queue): Promise<void> {
  for (let message = await queue.take(); message; message = await queue.take()) encode(message);
}

function encode(message: Message | undefined): Uint8Array | undefined {
  return message && Buffer.from(encodeEvent({ id: message.id, data: message.text }));
}
