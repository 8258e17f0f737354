import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { createGunzip } from 'node:zlib';
import { readEvents, type SeenEvent } from './read-events.ts';

/** A client that takes gzip and decodes as it reads, as a browser does. */
export interface GzipClient extends Disposable {
  readonly response: IncomingMessage;
  /** Bytes of the body so far, as they came over the wire. */
  readonly wireBytes: number;
  /** Events so far, once `isEnough` holds for them. Rejects when the stream ends before. */
  events(isEnough: (events: readonly SeenEvent[]) => boolean): Promise<SeenEvent[]>;
  /** All events, when the server has ended the stream; rejects when that was not a whole one. */
  allEvents(): Promise<SeenEvent[]>;
}

export async function openGzipClient(url: string, headers: Readonly<Record<string, string>>): Promise<GzipClient> {
  const request = get(url, { agent: false, headers: { 'Accept-Encoding': 'gzip', ...headers } });
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  request.on('error', () => {}); // of a request that the test destroys
  const decoder = createGunzip();
  let text = '';
  let wireBytes = 0;
  let wake = Promise.withResolvers<void>();
  const notify = () => {
    wake.resolve();
    wake = Promise.withResolvers();
  };
  const ended = once(decoder.setEncoding('utf8'), 'end');
  ended.finally(notify).catch(() => {}); // told by whoever reads
  decoder.on('data', piece => {
    text += piece;
    notify();
  });
  response.on('data', ({ length }) => {
    wireBytes += length;
  });
  response.on('error', error => decoder.destroy(error)).pipe(decoder);

  return {
    response,
    get wireBytes() {
      return wireBytes;
    },
    async events(isEnough) {
      while (!isEnough(readEvents(text))) {
        if (decoder.destroyed || decoder.readableEnded) throw new Error(`The stream ended after:\n${text}`);
        await wake.promise;
      }
      return readEvents(text);
    },
    async allEvents() {
      await ended;
      return readEvents(text);
    },
    [Symbol.dispose]: () => void request.destroy(),
  };
}
