import { EventEmitter, once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import type { JobSignal } from '../running/job-signal.ts';

/** What came, with where it was sent. */
export interface Heard {
  readonly path: string;
  readonly token: string | undefined;
  readonly signals: readonly JobSignal[];
}

export interface JobListener {
  readonly url: string;
  readonly heard: readonly Heard[];
  /** Of all that came, in its order. */
  readonly signals: readonly JobSignal[];
  /** Resolves when something has come for this job. */
  hears(job: string): Promise<void>;
  /** Resolves when something was not taken. */
  refuses(): Promise<void>;
  /** How it answers from now on. */
  answer(status: number): void;
}

/** A server that hears what jobs say, for as long as the test lasts. */
export async function listenToJobs(t: { after(end: () => Promise<void>): void }, port = 0): Promise<JobListener> {
  const heard: Heard[] = [];
  const news = new EventEmitter();
  let [status, refused] = [200, 0];
  const server = createServer(async (request, response) => {
    const signals = (await json(request)) as JobSignal[];
    if (status === 200) heard.push({ path: request.url!, token: request.headers.authorization, signals });
    else refused++;
    news.emit('heard');
    response.writeHead(status, { 'Retry-After': '0' }).end(status === 200 ? 'ok' : 'not now');
  });
  await new Promise<void>(resolve => server.listen(port, '127.0.0.1', resolve));
  t.after(async () => {
    server.closeAllConnections();
    server.close();
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    heard,
    get signals() {
      return heard.flatMap(({ signals }) => signals);
    },
    async hears(job) {
      while (!heard.some(({ path }) => path.startsWith(`/job/${job}?`))) await once(news, 'heard');
    },
    async refuses() {
      while (refused === 0) await once(news, 'heard');
    },
    answer: next => {
      status = next;
    },
  };
}
