import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from '@playwright/test';

type Answer = (response: ServerResponse) => unknown;

/** Stands in for the live stream of a page, and says what a test wants, also what the server never would. */
export interface HandFedStream {
  /** How requests are answered from now on; undefined: with a stream that stays open. */
  answer: Answer | undefined;
  /** When each request came, by `performance.now()`. */
  readonly askedAtMs: readonly number[];
  /** Streams that are open. */
  readonly open: number;
  /** Sends these bytes, whatever they are, on all open streams. */
  say(bytes: string): void;
  /** Ends all open streams. */
  end(): void;
  close(): Promise<void>;
}

/** From its next loading on the page reads this in the place of what the server streams at `path`. */
export async function feedByHand(page: Page, path: string): Promise<HandFedStream> {
  const streams = new Set<ServerResponse>();
  const askedAtMs: number[] = [];
  const stream = (response: ServerResponse) => {
    streams.add(response);
    response.once('close', () => streams.delete(response));
    response.writeHead(200, { 'Content-Type': 'text/event-stream' });
    response.write('event: beat\ndata:\n\n');
  };
  const server = createServer((_, response) => {
    askedAtMs.push(performance.now());
    if (fed.answer) fed.answer(response);
    else stream(response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await page.route(
    url => url.pathname === path,
    route => route.continue({ url: `http://localhost:${port}${path}` }),
  );
  const fed: HandFedStream = {
    answer: undefined,
    askedAtMs,
    get open() {
      return streams.size;
    },
    say: bytes => streams.forEach(stream => void stream.write(bytes)),
    end: () => streams.forEach(stream => void stream.end()),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return fed;
}
