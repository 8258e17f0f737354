import { once } from 'node:events';
import { connect } from 'node:net';
import { routes } from '../../routes.ts';
import type { TestServer } from '../../testing/real-server.ts';
import { PAGES, ROOMS } from './pages.ts';
import type { SseClient } from './sse-client.ts';
import { send, type Visitor } from './visitor.ts';

/** Somebody who does what the internet does to a server. Whatever it is, it is over when the promise resolves. */
export interface Troublemaker {
  /** The number decides what is done. */
  doSomething(number: number): Promise<void>;
}

export function createTroublemaker(server: TestServer, visitor: Visitor): Troublemaker {
  const { hostname, port, host } = new URL(server.url);
  const paths = Object.values(PAGES).map(([path]) => path);

  const openStream = async (number: number): Promise<SseClient> => {
    const { streamPath } = await visitor.visit(paths[number % paths.length]!);
    return visitor.stream(streamPath);
  };
  const raw = async (text: string, end: 'destroy' | 'resetAndDestroy' | 'end') => {
    const socket = connect(Number(port), hostname).on('error', () => {}); // the server may be first to close
    await once(socket, 'connect');
    await new Promise(resolve => socket.write(text, resolve));
    const closed = once(socket.resume(), 'close').catch(() => {});
    socket[end]();
    await closed;
  };

  const deeds: readonly ((number: number) => Promise<unknown>)[] = [
    async function readAndLeave(number) {
      using stream = await openStream(number);
      await stream.until(() => stream.events.length > 0);
    },
    async function leaveAtOnce(number) {
      using stream = await openStream(number);
      await once(stream.socket, 'connect');
    },
    async function reset(number) {
      const stream = await openStream(number);
      await stream.until(() => stream.bytes > 0);
      stream.socket.resetAndDestroy();
    },
    async function resetBeforeTheAnswer(number) {
      const stream = await openStream(number);
      await once(stream.socket, 'connect');
      stream.socket.resetAndDestroy();
    },
    async function sayGoodbyeAndListenOn(number) {
      const stream = await openStream(number);
      await stream.until(() => stream.bytes > 0);
      stream.socket.end();
      await stream.ended;
    },
    async function takeNothing(number) {
      using stream = await openStream(number);
      stream.socket.pause();
      await send(server, 'temperature', number % 50, { room: ROOMS[number % ROOMS.length]! });
    },
    async function comeFromElsewhere(number) {
      const { streamPath } = await visitor.visit(paths[number % paths.length]!);
      using stream = visitor.stream(streamPath, `elsewhere-${number}`);
      await stream.until(() => stream.lastId !== `elsewhere-${number}`);
    },
    () => raw(`GET ${routes.homeLive.href()} HTTP/1.1\r\nHost: ${host}\r\n\r\n`, 'end'),
    () => raw(`HEAD ${routes.homeLive.href()} HTTP/1.1\r\nHost: ${host}\r\n\r\n`, 'end'),
    () =>
      raw(`POST ${routes.inMany.href()} HTTP/1.1\r\nHost: ${host}\r\nContent-Length: 999\r\n\r\n{`, 'resetAndDestroy'),
    () => raw('\u0000\r\n\r\n', 'end'),
    number => send(server, 'temperature', number % 50, { room: ROOMS[number % ROOMS.length]! }),
    () => send(server, 'temperature', Number.NaN),
    () => visitor.post(routes.seriesRemoval.href(), { key: 'none' }),
  ];

  return {
    async doSomething(number) {
      const answer = await deeds[number % deeds.length]!(number);
      if (answer instanceof Response) await answer.arrayBuffer();
    },
  };
}
