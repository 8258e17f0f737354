import { createChannel, createSession } from 'better-sse';
import { encodeEvent } from '../../app/http/encode-event.ts';
import { createStreamBuffer, type StreamBuffer, type StreamBufferOptions } from '../../app/stream/buffer.ts';
import { pumpToNode } from '../../app/stream/pump-to-node.ts';
import { createNaiveBuffer } from '../naive/buffer.ts';
import type { MemoryClient } from './memory-client.ts';

/** One way to send every event to all clients. */
export interface Broadcast {
  publish(text: string): void;
  /** Lets go of all clients. */
  end(): Promise<unknown>;
}

export type CreateBroadcast = (clients: readonly MemoryClient[]) => Promise<Broadcast>;

export const SIZES: StreamBufferOptions = {
  segmentBytes: 65_536,
  retainBytes: 1 << 22,
  maxPinnedBytes: 1 << 22,
};

export const contenders = {
  ours: pumped(createStreamBuffer),
  naive: pumped(createNaiveBuffer),
  'better-sse': betterSse,
};

/** An event is encoded once; both buffers are written out by the same pump. */
function pumped(create: (options: StreamBufferOptions) => StreamBuffer): CreateBroadcast {
  return async clients => {
    const buffer = create(SIZES);
    const pumps = clients.map(({ res }) => pumpToNode(buffer.cursor(), res.writeHead(200)));
    return {
      publish: text =>
        buffer.append(encodeEvent({ id: `${buffer.nextSeq}`, event: 'message', data: JSON.stringify(text) })),
      end() {
        buffer.seal();
        for (const { socket } of clients) socket.destroy();
        return Promise.all(pumps);
      },
    };
  };
}

async function betterSse(clients: readonly MemoryClient[]): Promise<Broadcast> {
  const channel = createChannel();
  const sessions = await Promise.all(clients.map(({ req, res }) => createSession(req, res, { keepAlive: null })));
  for (const session of sessions) channel.register(session);
  return {
    publish: text => channel.broadcast(text),
    async end() {
      for (const session of sessions) channel.deregister(session);
      for (const { socket } of clients) socket.destroy();
    },
  };
}
