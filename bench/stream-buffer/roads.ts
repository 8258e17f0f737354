import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { encodeEvent } from '../../app/http/encode-event.ts';
import { createStreamBuffer, type StreamBuffer } from '../../app/stream/buffer.ts';
import { pumpToNode } from '../../app/stream/pump-to-node.ts';
import { createReactiveStream, type Subscription } from '../../app/stream/reactive.ts';
import { type Broadcast, type CreateBroadcast, SIZES } from './contenders.ts';

/** From a value that is told to bytes at every client: our two techniques together, and what one would write first. */
export const roads: Readonly<Record<'ours' | 'naive', CreateBroadcast>> = {
  ours: oneStreamOneBuffer,
  naive: oneQueueEach,
};

/** One subscriber encodes each event once; every client reads the same bytes. */
async function oneStreamOneBuffer(clients: Parameters<CreateBroadcast>[0]): Promise<Broadcast> {
  const stream = createReactiveStream<string>({ capacity: 1024 });
  const buffer = createStreamBuffer(SIZES);
  const encoding = appendEvents(stream.subscribe(), buffer);
  const pumps = clients.map(({ res }) => pumpToNode(buffer.cursor(), res.writeHead(200)));
  return {
    publish: text => stream.emit(text),
    async end() {
      stream.close();
      await encoding;
      for (const { socket } of clients) socket.destroy();
      await Promise.all(pumps);
    },
  };
}

export async function appendEvents(events: Subscription<string>, buffer: StreamBuffer): Promise<void> {
  // What came together is appended together: one by one would wake every reader for each of them.
  for (let batch = await events.nextBatch(); batch.length > 0; batch = await events.nextBatch()) {
    for (const item of batch) if (item.kind === 'event') buffer.append(encodeEvent({ id: item.id, data: item.value }));
  }
  buffer.seal();
}

/** Every client has a queue, and a loop that encodes and writes what is in it, with respect for back-pressure. */
async function oneQueueEach(clients: Parameters<CreateBroadcast>[0]): Promise<Broadcast> {
  const queues = clients.map(() => new Queue());
  const gone = new AbortController();
  const loops = clients.map(({ res }, index) => writeAll(queues[index]!, res.writeHead(200), gone.signal));
  let seq = 0;
  return {
    publish(text) {
      seq += 1;
      for (const queue of queues) queue.put({ id: `naive-${seq}`, text });
    },
    async end() {
      gone.abort();
      for (const queue of queues) queue.put(undefined);
      for (const { socket } of clients) socket.destroy();
      await Promise.all(loops);
    },
  };
}

export interface Message {
  readonly id: string;
  readonly text: string;
}

export async function writeAll(queue: Queue, res: ServerResponse, signal: AbortSignal): Promise<void> {
  for (let message = await queue.take(); message && !signal.aborted; message = await queue.take()) {
    const hasRoom = res.write(encodeEvent({ id: message.id, data: message.text }));
    if (!hasRoom) await once(res, 'drain', { signal }).catch(() => {}); // the end of the run
  }
}

export class Queue {
  readonly #items: (Message | undefined)[] = [];
  #wake: (() => void) | undefined;

  put(item: Message | undefined): void {
    this.#items.push(item);
    this.#wake?.();
  }

  async take(): Promise<Message | undefined> {
    while (this.#items.length === 0) {
      await new Promise<void>(resolve => {
        this.#wake = resolve;
      });
    }
    return this.#items.shift();
  }

  takeAll(): (Message | undefined)[] {
    return this.#items.splice(0);
  }
}
