import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { routes } from '../app/routes.ts';
import { createRandom } from '../app/testing/random.ts';
import type { TestServer } from '../app/testing/real-server.ts';
import { expect, test } from './fixtures.ts';
import { readSeries, send } from './readings.ts';

interface Bad {
  readonly name: string;
  readonly body: Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

interface Target {
  readonly name: string;
  readonly href: string;
  /** An empty body is no fault here: there is nothing to write, and nothing was lost. */
  readonly takesNothing?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Of one answer, also to 50 MB. */
const ANSWER_MS = 10_000;
/** What the process may hold at the end, and at any time: a body, what is read from it, and the rest of the server. */
const RESIDENT_BYTES = 900e6;
const MEGABYTES_50 = 50_000_000;

const TARGETS: readonly Target[] = [
  { name: 'one reading', href: routes.inOne.href({ metric: 'junk' }) },
  { name: 'JSON', href: routes.inMany.href(), headers: { 'Content-Type': 'application/json' } },
  { name: 'NDJSON', href: routes.inMany.href(), headers: { 'Content-Type': 'application/x-ndjson' } },
  { name: 'CSV', href: routes.inMany.href(), headers: { 'Content-Type': 'text/csv' } },
  { name: 'any form', href: routes.inMany.href() },
  { name: 'Influx 1', href: routes.influxWrite.href(), takesNothing: true },
  { name: 'Influx 2', href: routes.influxWrite2.href(), takesNothing: true },
  { name: 'Influx 3', href: routes.influxWrite3.href(), takesNothing: true },
];

const GZIP = { 'Content-Encoding': 'gzip' };

/** None of these is a reading in any of the forms. */
const BODIES: readonly Bad[] = [
  { name: 'nothing', body: Buffer.alloc(0), headers: { 'Content-Type': 'application/json' } },
  { name: 'half a gzip', body: gzipSync('junk value=1\n'.repeat(500)).subarray(0, 40), headers: GZIP },
  { name: 'a gzip that is none', body: Buffer.from('junk value=1'), headers: GZIP },
  { name: 'a damaged gzip', body: damaged(gzipSync('junk value=1\n'.repeat(500))), headers: GZIP },
  { name: 'a gzip bomb of 100 MB', body: gzipSync(Buffer.alloc(100_000_000)), headers: GZIP },
  { name: 'a gzip in a gzip', body: gzipSync(gzipSync('junk value=1')), headers: GZIP },
  { name: 'a deflate that is none', body: Buffer.from('junk'), headers: { 'Content-Encoding': 'deflate' } },
  { name: 'an encoding that nobody knows', body: Buffer.from('1'), headers: { 'Content-Encoding': 'morse' } },
  { name: 'two encodings', body: gzipSync('junk value=1'), headers: { 'Content-Encoding': 'gzip, br' } },
  { name: 'bad UTF-8', body: Buffer.from([0xff, 0xfe, 0x3d, 0x31, 0xc3, 0x28, 0xe2, 0x82]) },
  { name: 'NUL bytes', body: Buffer.alloc(1000) },
  { name: 'a line of 50 MB', body: Buffer.alloc(MEGABYTES_50, 'a') },
  { name: '30 MB of open brackets', body: Buffer.alloc(30_000_000, '[') },
  { name: '30 MB of quotes', body: Buffer.alloc(30_000_000, '"') },
  { name: 'NaN', body: Buffer.from('junk value=NaN\n{"junk": NaN}\njunk,NaN') },
  { name: 'infinity', body: Buffer.from('junk value=1e999') },
  { name: 'a time of 30 digits', body: Buffer.from(`junk value=1 ${'1'.repeat(30)}`) },
  { name: 'a quote that never ends', body: Buffer.from('junk text="never ends') },
  { name: 'a bracket that never ends', body: Buffer.from('[{"junk": {"value": [1, 2') },
  { name: 'brackets 10 000 deep', body: Buffer.from('['.repeat(10_000) + ']'.repeat(10_000)) },
  {
    name: 'a thousand labels',
    body: Buffer.from(`junk,${Array.from({ length: 1000 }, (_, i) => `l${i}=v`).join()} value=1`),
  },
  { name: 'a label of 1 MB', body: Buffer.from(`junk,l=${'v'.repeat(1_000_000)} value=1`) },
  { name: 'a name of 1 MB', body: Buffer.from(`${'n'.repeat(1_000_000)} value=1`) },
  { name: 'a picture', body: Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex') },
  { name: 'a page', body: Buffer.from('<!doctype html><title>junk</title>') },
  { name: 'a form', body: Buffer.from('value=1&unit=C') },
  ...[1, 2, 3].map(seed => ({ name: `noise ${seed}`, body: noise(seed, 5000) })),
];

const CASES = TARGETS.flatMap(target =>
  BODIES.filter(({ body }) => body.length > 0 || !target.takesNothing).map(bad => ({ target, bad })),
);

test(`${CASES.length} malformed bodies: each gets a sentence in time, the process lives, and good readings go on`, async ({
  owner,
  server,
}) => {
  test.setTimeout(180_000);
  const { pid } = server;
  const faults: string[] = [];
  let slowestMs = 0;
  for (const { target, bad } of CASES) {
    const { status, words, ms } = await post(server, target, bad);
    if (status < 400 || status >= 500 || !isShortSentence(sentenceOf(words))) {
      faults.push(`${bad.name} as ${target.name}: ${status} ${words.slice(0, 500)}`);
    }
    slowestMs = Math.max(slowestMs, ms);
  }
  console.log(
    `the slowest answer took ${slowestMs} ms; at its peak the process held ${Math.round(peakBytes(server) / 1e6)} MB`,
  );
  expect(faults).toEqual([]);
  expect(slowestMs).toBeLessThan(ANSWER_MS);
  expect(server.isRunning && server.pid === pid, 'it is the same process').toBe(true);
  expect(peakBytes(server)).toBeLessThan(RESIDENT_BYTES);
  expect(await send(server, { metric: 'good', value: 1 })).toBe('ok good = 1 (new)\n');
  expect(await readSeries(owner.request, 'good')).toHaveLength(1);
  expect(await readSeries(owner.request, 'junk'), 'nothing of it was kept').toEqual([]);
});

test('the good lines of a bad batch are kept, and the bad ones explained with line and column', async ({
  owner,
  server,
}) => {
  const csv = { name: 'CSV', href: routes.inMany.href(), headers: { 'Content-Type': 'text/csv' } };
  const { status, words } = await post(server, csv, {
    name: '',
    body: Buffer.from('metric,value\ngood,1\nbad,"21,4"\ngood_too,2\n'),
  });
  expect(status).toBe(200);
  expect(words).toContain('ok 2 of 3 readings, 1 bad line');
  expect(words).toMatch(/line 3, column \d+: .*decimal comma/);
  expect((await readSeries(owner.request, 'good')).map(({ metric }) => metric).sort()).toEqual(['good', 'good_too']);
});

/** Words for people: not empty, no flood, and nothing of the inside. */
function isShortSentence(words: string): boolean {
  return /\w{2,} \w+.*\w{2,}/.test(words) && words.length < 8000 && !/\bat .*\.[jt]s|node_modules|Error:/.test(words);
}

/** Answers of Influx are JSON, the others are words already. */
function sentenceOf(answer: string): string {
  if (!answer.startsWith('{')) return answer;
  const { message, error } = JSON.parse(answer);
  return message ?? error;
}

async function post(
  server: TestServer,
  target: Target,
  { body, headers }: Bad,
): Promise<{ status: number; words: string; ms: number }> {
  const startedAt = performance.now();
  const answer = await fetch(server.url + target.href, {
    method: 'POST',
    headers: {
      Authorization: `Bearer ${server.writeToken}`,
      'Content-Type': 'text/plain',
      ...headers,
      ...target.headers,
    },
    body: new Uint8Array(body),
    signal: AbortSignal.timeout(ANSWER_MS),
  });
  const words = await answer.text();
  return { status: answer.status, words, ms: Math.round(performance.now() - startedAt) };
}

/** The most memory that the process ever held, where the system tells (Linux). */
function peakBytes({ pid }: TestServer): number {
  if (process.platform !== 'linux') return 0;
  return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1024;
}

function damaged(bytes: Buffer): Buffer {
  bytes.fill(0xaa, bytes.length >> 1);
  return bytes;
}

function noise(seed: number, sizeBytes: number): Buffer {
  const random = createRandom(seed);
  // No digit may begin it: a lone number is a reading.
  return Buffer.concat([Buffer.from('\u0001'), Buffer.from(Array.from({ length: sizeBytes }, () => random(256)))]);
}
