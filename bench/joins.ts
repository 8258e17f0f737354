/**
 * What it costs when everybody comes back at once: the product in a process of its own, a dashboard of 30 panels, and viewers who
 * join with the cursor of another start (each gets the whole state) or with the newest one (each gets a beat). CPU is that of the
 * server's process, without what it takes to stand still.
 *
 *     npm run bench joins
 */
import { on } from 'node:events';
import { connect, type Socket } from 'node:net';
import { routes } from '../app/routes.ts';
import { startServer } from '../app/testing/real-server.ts';
import { makeTvBoard } from '../app/whole-path/testing/tv-board.ts';
import { signIn } from '../app/whole-path/testing/visitor.ts';
import { printTable } from './print-table.ts';

const VIEWERS = 1000;
const AT_ONCE = 100;
const TURNS = 3;
const LIMITS = ['', '_PER_USER', '_PER_ADDRESS'].map(name => [`TELLTALE_MAX_STREAMS${name}`, '9000']);

const server = await startServer({ env: { ...Object.fromEntries(LIMITS), TELLTALE_HOST_METRICS: 'off' } });
const visitor = await signIn(server);
const { path } = await makeTvBoard(server, visitor);
const ways = [
  { name: 'with a cursor of another start', lastId: 'elsewhere-7' },
  { name: 'with the newest cursor', lastId: undefined },
];
const rows: string[][] = [];
// The first turn warms up.
for (let turn = 0; turn <= TURNS; turn++) {
  for (const { name, lastId } of ways) {
    const row = await measure(lastId);
    if (turn > 0) rows.push([name, ...row]);
  }
}
await server.dispose();
printTable(
  `${VIEWERS} joins, ${AT_ONCE} under way at a time`,
  ['they come', 'bytes each', 'CPU ms', 'ms each', 'took s'],
  rows,
);

async function measure(lastId: string | undefined): Promise<string[]> {
  const { streamPath } = await visitor.visit(path);
  const sockets: Socket[] = [];
  let bytes = 0;
  const join = async () => {
    while (sockets.length < VIEWERS) {
      const socket = connect(server.port, 'localhost');
      sockets.push(socket);
      bytes = await readGreeting(socket, streamPath, lastId);
    }
  };
  const startMs = performance.now();
  const startCpu = await cpuMs();
  await Promise.all(Array.from({ length: AT_ONCE }, join));
  const takenMs = (await cpuMs()) - startCpu;
  const tookMs = performance.now() - startMs;
  for (const socket of sockets) socket.destroy();
  return [String(bytes), takenMs.toFixed(0), (takenMs / VIEWERS).toFixed(3), (tookMs / 1000).toFixed(1)];
}

/** Gives the size of the first event with all that stands before it. Keeps nothing of it. */
async function readGreeting(socket: Socket, path: string, lastId: string | undefined): Promise<number> {
  const resume = lastId === undefined ? [] : [`Last-Event-ID: ${lastId}`];
  const head = [`GET ${path} HTTP/1.1`, `Host: localhost:${server.port}`, `Cookie: ${visitor.cookie}`, ...resume];
  socket.write([...head, '', ''].join('\r\n'));
  let bytes = 0;
  for await (const [chunk] of on(socket, 'data') as AsyncIterable<[Buffer]>) {
    bytes += chunk.length;
    if (chunk.includes('\n\n')) break;
  }
  socket.resume();
  return bytes;
}

async function cpuMs(): Promise<number> {
  const text = await (await visitor.get(routes.metrics.href())).text();
  return Number(/^process_cpu_seconds_total (\S+)/m.exec(text)![1]) * 1000;
}
