import { routes } from '../../../app/routes.ts';
import { startServer, type TestServer } from '../../../app/testing/real-server.ts';
import { signIn, type Visitor } from '../../../app/whole-path/testing/visitor.ts';
import { MEASUREMENT } from '../body-format.ts';
import { diskBytes } from '../disk-bytes.ts';
import type { Engine } from '../engine.ts';
import { lineProtocol } from '../line-protocol.ts';
import { watchLoopStops } from '../loop-stops.ts';
import { READ_RANGE } from '../read-range.ts';
import { FIELDS } from '../walk.ts';
import { lineName, type Workload } from '../workload.ts';

const env = {
  TELLTALE_LOG_LEVEL: 'warn',
  TELLTALE_MAX_NEW_SERIES_PER_MINUTE: '10000000',
  TELLTALE_MAX_STREAMS_PER_ADDRESS: '10000',
  TELLTALE_MAX_STREAMS_PER_USER: '10000',
};

/** The product, acknowledging what is synced; meanwhile so many streams follow a dashboard of four of the series. */
export function createTelltale(watchers = 0): Engine {
  return {
    name: watchers === 0 ? 'telltale' : `telltale, ${watchers} watch`,
    format: lineProtocol,
    async start(workload) {
      const server = await startServer({ env });
      const visitor = await signIn(server);
      const path = await makeDashboard(server, visitor, workload, watchers === 0 ? 1 : FIELDS.length);
      await openStreams(visitor, path, watchers);
      const read = (path: string, accept: string) => () => visitor.get(path, accept);
      return {
        pid: server.pid,
        dataDir: server.dataDir,
        write: writeTarget(server),
        reads: {
          latest: read(routes.explore.href({}, { q: MEASUREMENT }), 'application/json'),
          // As text, which is drawn anew for each request: a dashboard of one panel with one series.
          range: read(`${path}?range=${READ_RANGE.name}`, 'text/plain'),
        },
        watchLoop: () => watchLoopStops(visitor),
        async settle() {
          await server.stop();
          return diskBytes(server.dataDir);
        },
        dispose: () => server.dispose(),
      };
    },
  };
}

function writeTarget({ url, writeToken }: TestServer) {
  return {
    url: url + routes.influxWrite.href({}, { precision: 'ms' }),
    headers: { Authorization: `Token ${writeToken}` },
  };
}

/** Made of the first series that arrive; gives its path. */
async function makeDashboard(server: TestServer, visitor: Visitor, { startMs }: Workload, seriesCount: number) {
  const fields = FIELDS.slice(0, seriesCount).map(field => `${field}=0`);
  const { url, headers } = writeTarget(server);
  const body = `${MEASUREMENT},line=${lineName(0)} ${fields.join(',')} ${startMs - 1000}`;
  const { status } = await fetch(url, { method: 'POST', headers, body });
  const path = (await visitor.post(routes.inboxDashboards.href())).headers.get('location');
  if (status !== 204 || !path || path === '/') throw new Error(`No dashboard was made: ${status}, ${path}`);
  return path;
}

/** They take what comes and forget it, so that the sender has its core. */
async function openStreams(visitor: Visitor, path: string, count: number): Promise<void> {
  if (count === 0) return;
  const { streamPath } = await visitor.visit(path);
  for (let opened = 0; opened < count; opened++) {
    const stream = visitor.stream(streamPath);
    await stream.until(() => stream.bytes > 0);
    stream.socket.removeAllListeners('data').resume();
  }
}
