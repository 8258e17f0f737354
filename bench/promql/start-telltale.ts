import type { Samples } from '../../app/promql/eval/source.ts';
import { routes } from '../../app/routes.ts';
import { startServer, type TestServer } from '../../app/testing/real-server.ts';
import type { Answering } from './answerers.ts';
import { lineBodies } from './line-bodies.ts';

const CONNECTIONS = 4;

const ENV = {
  TELLTALE_LOG_LEVEL: 'warn',
  TELLTALE_HOST_METRICS: 'off',
  TELLTALE_KEEP_DAYS: '36500',
  TELLTALE_MAX_NEW_SERIES_PER_MINUTE: '10000000',
};

/** The product, in a process of its own. It was ended and started again after the load, so all samples are in its file. */
export async function startTelltale(samples: readonly Samples[]): Promise<Answering> {
  const server = await startServer({ env: ENV });
  const headers = { Cookie: await signIn(server) };
  await load(server, samples);
  await server.stop();
  await server.start();
  return { url: server.url, headers, dispose: () => server.dispose() };
}

async function signIn({ setupUrl }: TestServer): Promise<string> {
  const answer = await fetch(setupUrl, { redirect: 'manual' });
  const cookie = answer.headers.get('set-cookie')?.split(';')[0];
  if (!cookie) throw new Error(`No session was opened: ${answer.status} ${await answer.text()}`);
  return cookie;
}

async function load(server: TestServer, samples: readonly Samples[]): Promise<void> {
  const url = server.url + routes.influxWrite.href({}, { precision: 'ms' });
  const headers = { Authorization: `Token ${server.writeToken}`, 'Content-Type': 'text/plain; charset=utf-8' };
  const bodies = lineBodies(samples)[Symbol.iterator]();
  const sendAll = async () => {
    for (let next = bodies.next(); !next.done; next = bodies.next()) {
      const answer = await fetch(url, { method: 'POST', headers, body: next.value });
      if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${await answer.text()}`);
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, sendAll));
}
