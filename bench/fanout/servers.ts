import type { createServer, ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { createChannel, createSession } from 'better-sse';
import { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import { toHono } from '../../app/http/adapters/hono.ts';
import { encodeEvent } from '../../app/http/encode-event.ts';
import { createLive } from '../../app/http/live.ts';
import { compose } from '../../app/http/middleware.ts';
import { createScreen } from '../../app/http/screen.ts';
import { createScreens } from '../../app/http/screens.ts';
import { createStreamGate } from '../../app/http/stream-gate.ts';
import { Queue, writeAll } from '../stream-buffer/roads.ts';

/** A server of one topic: what answers `GET /` with a stream of events, and what tells all of them one. */
export interface FanoutServer {
  readonly listener: Parameters<typeof createServer>[1];
  /** Told one after the other in one turn: what came together. */
  publish(texts: readonly string[]): void;
}

const HEADERS = { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' };

/** What each viewer may hold: none is refused. */
const PLENTY = { total: 100_000, perUser: 100_000, perAddress: 100_000 };

/** Those that run in Node, by name. */
export const servers: Readonly<Record<string, () => FanoutServer>> = {
  telltale,
  'queue each': queueEach,
  streamSSE: honoStreams,
  'better-sse': betterSse,
  'socket.write': bareSockets,
};

/** The product's own way from a screen to sockets; only what is drawn is left out. */
function telltale(): FanoutServer {
  const screen = createScreen(() => []);
  const running = { screen, lost: new Promise<void>(() => {}), stop() {} };
  const scene = { name: 'one topic', start: async () => running };
  const live = createLive({
    ...{ screens: createScreens(), gate: createStreamGate(PLENTY), loginHref: '/login' },
    ownerOf: () => ({ user: 'anyone', address: 'anywhere' }),
  });
  const app = new Hono().use(toHono(compose())).get('/', c => live.stream(c.req.raw, scene));
  return {
    listener: getRequestListener(app.fetch),
    publish: texts => {
      for (const text of texts) screen.tell('message', text);
    },
  };
}

/** What one would write first: a queue for each viewer, and a loop that encodes and writes what is in it. */
function queueEach(): FanoutServer {
  const queues = new Set<Queue>();
  let seq = 0;
  return {
    listener: (_request, response) => {
      const queue = new Queue();
      queues.add(queue);
      const gone = new AbortController();
      response.on('close', () => {
        gone.abort();
        queues.delete(queue);
        queue.put(undefined);
      });
      response.writeHead(200, HEADERS).flushHeaders();
      void writeAll(queue, response, gone.signal);
    },
    publish(texts) {
      for (const text of texts) {
        seq += 1;
        for (const queue of queues) queue.put({ id: `naive-${seq}`, text });
      }
    },
  };
}

function honoStreams(): FanoutServer {
  const queues = new Set<Queue>();
  let seq = 0;
  const app = new Hono().get('/', c =>
    streamSSE(c, async stream => {
      const queue = new Queue();
      queues.add(queue);
      stream.onAbort(() => {
        queues.delete(queue);
        queue.put(undefined);
      });
      await stream.write(': hello\n\n');
      for (let message = await queue.take(); message; message = await queue.take())
        await stream.writeSSE({ id: message.id, data: message.text });
    }),
  );
  return {
    listener: getRequestListener(app.fetch),
    publish(texts) {
      for (const text of texts) {
        seq += 1;
        for (const queue of queues) queue.put({ id: String(seq), text });
      }
    },
  };
}

function betterSse(): FanoutServer {
  const channel = createChannel();
  return {
    listener: async (request, response) => {
      channel.register(await createSession(request, response, { keepAlive: null }));
    },
    publish: texts => {
      for (const text of texts) channel.broadcast(text);
    },
  };
}

/** The least that Node can do: an event is framed once, and written to each socket. Nobody is looked after. */
function bareSockets(): FanoutServer {
  const responses = new Set<ServerResponse>();
  let seq = 0;
  return {
    listener: (_request, response) => {
      responses.add(response);
      response.on('close', () => responses.delete(response));
      response.shouldKeepAlive = false;
      response.useChunkedEncodingByDefault = false;
      response.writeHead(200, HEADERS).flushHeaders();
    },
    publish(texts) {
      const frames = Buffer.from(texts.map(text => encodeEvent({ id: String(++seq), data: text })).join(''));
      for (const { socket } of responses) socket?.write(frames);
    },
  };
}
