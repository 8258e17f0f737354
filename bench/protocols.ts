/**
 * The same readings in each protocol, in one run: read by its parser alone, and sent to a whole Telltale over HTTP.
 *
 *     npm run bench protocols
 */
import { createColumnsReader } from '../app/ingest/testing/read-columns.ts';
import { startServer } from '../app/testing/real-server.ts';
import { printTable } from './print-table.ts';
import { type ProtocolBodies, protocolBodies, READINGS } from './protocols/protocol-bodies.ts';

const PARSE_ROUNDS = 15;
const BODIES = 100;
const CONNECTIONS = 4;
const STEP_MS = 1000;

const ENV = {
  TELLTALE_LOG_LEVEL: 'warn',
  TELLTALE_HOST_METRICS: 'off',
  TELLTALE_MAX_NEW_SERIES_PER_MINUTE: '10000000',
};

const startMs = Date.now() - BODIES * STEP_MS;
const rows: string[][] = [];
for (const protocol of protocolBodies) {
  const bodies = Array.from({ length: BODIES }, (_, at) => protocol.encode(startMs + at * STEP_MS));
  const kilobytes = (bodies[0]!.length / 1000).toFixed(0);
  rows.push([protocol.name, kilobytes, millions(parse(protocol, bodies)), millions(await send(protocol, bodies))]);
}
printTable(
  '10 000 readings of 10 000 series in each body',
  ['protocol', 'kB a body', 'parser, M readings/s', 'whole server, M readings/s'],
  rows,
);

/** Readings in a second of processor time (all threads, so that garbage collection counts), the best of the rounds. */
function parse({ form }: ProtocolBodies, bodies: readonly Buffer[]): number {
  // zstd is undone before the parser, and is not measured here.
  const read = createColumnsReader(form);
  const plain = form.protocol === 'remote-write' && form.packing === 'none' ? undefined : bodies;
  if (!plain) return Number.NaN;
  let best = 0;
  for (let round = 0; round < PARSE_ROUNDS; round++) {
    const before = process.cpuUsage();
    const count = read(plain[round % plain.length]!, startMs);
    const { user, system } = process.cpuUsage(before);
    best = Math.max(best, (count / (user + system)) * 1e6);
  }
  return best;
}

/** Readings that were acknowledged in a second. */
async function send({ href, headers }: ProtocolBodies, bodies: readonly Buffer[]): Promise<number> {
  const server = await startServer({ env: ENV });
  try {
    const all = { ...headers, Authorization: `Bearer ${server.writeToken}` };
    const rest = bodies.values();
    const sendRest = async () => {
      for (const body of rest) {
        const answer = await fetch(server.url + href, { method: 'POST', headers: all, body: new Uint8Array(body) });
        const said = await answer.text();
        if (!answer.ok || said.includes('partialSuccess'))
          throw new Error(`${href} answered ${answer.status}: ${said}`);
      }
    };
    const began = performance.now();
    await Promise.all(Array.from({ length: CONNECTIONS }, sendRest));
    return (READINGS * bodies.length * 1000) / (performance.now() - began);
  } finally {
    await server.dispose();
  }
}

function millions(perSecond: number): string {
  return Number.isNaN(perSecond) ? '' : (perSecond / 1e6).toFixed(2);
}
