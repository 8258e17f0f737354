import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { after, before, test } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { createDeflate, createGzip, createZstdCompress } from 'node:zlib';
import { routes } from '../routes.ts';
import { startServer, type TestServer } from '../testing/real-server.ts';
import { storeSnappy } from '../testing/snappy.ts';

const MEBIBYTE = 1024 * 1024;
/** What an attack may add to the memory of the server at most. */
const MAX_GROWTH_BYTES = 500 * MEBIBYTE;
/** How long somebody else's reading may take amid it, on a machine that has other things to do; and one in two of them. */
const MAX_ANSWER_MS = 5_000;
const MAX_MEDIAN_MS = 500;
const SLOW_SENDERS = 200;

let server: TestServer;
/** They are slow while all others attack. */
let slowHeads: Promise<string>[];
before(async () => {
  server = await startServer({ env: { TELLTALE_HOST_METRICS: 'off' } });
  slowHeads = Array.from({ length: SLOW_SENDERS }, sendHeadSlowly);
});
after(() => server.dispose());

/** Sends a reading after the other while an attack goes on: none may be lost, and none may wait long. */
async function unharmed<T>(attack: () => Promise<T>): Promise<T> {
  const before = peakBytes();
  let isOver = false;
  const tookMs: number[] = [];
  const sending = (async () => {
    while (!isOver || tookMs.length < 3) {
      const began = performance.now();
      const answer = await post(routes.inOne.href({ metric: 'steady' }), String(tookMs.length));
      assert.equal(answer.status, 200, answer.text);
      tookMs.push(performance.now() - began);
      await nextTurn();
    }
  })();
  try {
    return await attack();
  } finally {
    isOver = true;
    await sending;
    tookMs.sort((a, b) => a - b);
    const [medianMs, slowestMs] = [tookMs[tookMs.length >> 1]!, tookMs.at(-1)!];
    assert.ok(slowestMs < MAX_ANSWER_MS, `a reading waited ${Math.round(slowestMs)} ms`);
    assert.ok(medianMs < MAX_MEDIAN_MS, `one reading in two waited ${Math.round(medianMs)} ms`);
    assert.ok(server.isRunning);
    const grown = peakBytes() - before;
    assert.ok(grown < MAX_GROWTH_BYTES, `the server took ${Math.round(grown / MEBIBYTE)} MiB more`);
  }
}

/** The most memory that the server ever held. */
function peakBytes(): number {
  return Number(/^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'))?.[1]) * 1024;
}

interface Answer {
  readonly status: number;
  readonly text: string;
}

/** On a connection of its own: one whose body was not read to its end is closed. */
function post(
  path: string,
  body: string | Uint8Array,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request(server.url + path, {
      method: 'POST',
      agent: false,
      headers: { Authorization: `Bearer ${server.writeToken}`, 'Content-Length': Buffer.byteLength(body), ...headers },
    });
    let status = 0;
    asked.on('response', answer => {
      status = answer.statusCode!;
      text(answer).then(said => resolve({ status, text: said }), reject);
    });
    // The answer may come before the body is sent, and the rest of it is refused.
    asked.on('error', error => status === 0 && reject(error));
    asked.end(body);
  });
}

/** Sent as it is made: the server should not wait for its end. */
const BOMB_BYTES = 4096 * MEBIBYTE;
const PACKERS = { gzip: createGzip, deflate: createDeflate, zstd: createZstdCompress } as const;

/** Sends 4 GiB of the same letter, packed, without a length. Gives the status of the answer. */
async function bomb(path: string, encoding: keyof typeof PACKERS, type: string, tries = 5): Promise<number> {
  const headers = { Authorization: `Bearer ${server.writeToken}`, 'Content-Encoding': encoding, 'Content-Type': type };
  const asked = request(server.url + path, { method: 'POST', agent: false, headers });
  const leaving = new AbortController();
  const answered = new Promise<number>((resolve, reject) => {
    asked.on('response', ({ statusCode }) => {
      resolve(statusCode!);
      leaving.abort();
    });
    asked.on('error', reject);
  });
  const sending = pipeline(letters, PACKERS[encoding](), asked, { signal: leaving.signal, end: false });
  await Promise.allSettled([answered, sending]);
  // Who is cut off while it writes may not hear the answer.
  return await answered.catch(error => (tries > 1 ? bomb(path, encoding, type, tries - 1) : Promise.reject(error)));
}

async function* letters(): AsyncGenerator<Buffer> {
  const piece = Buffer.alloc(MEBIBYTE, 'a');
  for (let bytes = 0; bytes < BOMB_BYTES; bytes += piece.length) {
    yield piece;
    await nextTurn(); // to hear the answer
  }
}

const job = { job: 'x' };
const WHOLE = [
  [routes.inMany.href(), 'text/csv'],
  [routes.inOne.href({ metric: 'x' }), 'text/plain'],
  [routes.influxWrite.href(), 'text/plain'],
  [routes.remoteWrite.href(), 'application/x-protobuf'],
  [routes.otlpMetrics.href(), 'application/json'],
  [routes.otlpTraces.href(), 'application/x-protobuf'],
  [routes.otlpLogs.href(), 'application/x-protobuf'],
  [routes.lokiPush.href(), 'application/json'],
  [routes.pushJob.href(job), 'text/plain'],
  [routes.event.href({ topic: 'x' }), 'text/plain'],
  [routes.eventHook.href({ topic: 'x' }), 'application/json'],
] as const;
const ENDLESS = [
  [routes.logStream.href({ stream: 'x' }), 'text/plain'],
  [routes.jobSignal.href({ name: 'x' }), 'text/plain'],
  [routes.img.href({ name: 'x' }), 'image/jpeg'],
] as const;

test('a body that would unpack to 4 GiB is refused at every address, long before its end', async () => {
  for (const [path, type] of [...WHOLE, ...ENDLESS]) {
    const status = await unharmed(() => bomb(path, 'gzip', type));
    assert.equal(status, 413, path);
  }
});

for (const encoding of ['deflate', 'zstd'] as const)
  test(`so is one that is packed with ${encoding}`, async () => {
    for (const [path, type] of [WHOLE[0], WHOLE[3], ...ENDLESS]) {
      const status = await unharmed(() => bomb(path, encoding, type));
      assert.equal(status, 413, path);
    }
  });

test('a snappy block that says it unpacks to 4 GiB, or to 64 MiB without the bytes for it, takes no memory', async () => {
  for (const announced of [
    [0xff, 0xff, 0xff, 0xff, 0x0f],
    [0x80, 0x80, 0x80, 0x20],
  ]) {
    const answer = await unharmed(() =>
      post(routes.remoteWrite.href(), Uint8Array.of(...announced, 0, 0), { 'Content-Type': 'application/x-protobuf' }),
    );
    assert.equal(answer.status, 400, answer.text);
  }
});

test('OTLP of millions of empty messages takes no more memory than a body of readings', async () => {
  const json = `{"resourceMetrics":[${'{},'.repeat(2.7e6)}{}]}`;
  const empty = (bytes: number) => Buffer.alloc(bytes, Uint8Array.of(0x0a, 0x00));
  const points = Buffer.concat([Uint8Array.of(0x0a), size(7e6 + 15), Uint8Array.of(0x12), size(7e6 + 10)]);
  const metric = Buffer.concat([Uint8Array.of(0x12), size(7e6 + 5), Uint8Array.of(0x2a), size(7e6), empty(7e6)]);
  for (const [type, body, status] of [
    ['application/json', json, 400],
    ['application/x-protobuf', empty(8e6), 400],
    ['application/x-protobuf', Buffer.concat([points, metric]), 400],
  ] as const) {
    const answer = await unharmed(() => post(routes.otlpMetrics.href(), body, { 'Content-Type': type }));
    assert.equal(answer.status, status, answer.text);
  }
});

test('so do lines of logs, in JSON or in protobuf, packed or not', async () => {
  const [objects, numbers] = ['{},'.repeat(4e6), '1,'.repeat(6e6)];
  const empty = Buffer.alloc(8e6, Uint8Array.of(0x0a, 0x00));
  const [json, protobuf] = ['application/json', 'application/x-protobuf'];
  for (const [path, type, body] of [
    [routes.lokiPush.href(), json, `{"streams":[${objects}{}]}`],
    [routes.lokiPush.href(), json, `{"streams":[${numbers}1]}`],
    [routes.lokiPush.href(), protobuf, storeSnappy(empty)],
    [routes.otlpLogs.href(), json, `{"resourceLogs":[{"scopeLogs":[{"logRecords":[${objects}{}]}]}]}`],
    [routes.otlpLogs.href(), protobuf, empty],
  ] as const) {
    const answer = await unharmed(() => post(path, body, { 'Content-Type': type }));
    assert.equal(answer.status, 400, answer.text);
    assert.match(answer.text, /holds more than \d+ (objects|values|messages)/);
  }
});

/** As protobuf writes it, in four bytes. */
function size(bytes: number): Uint8Array {
  return Uint8Array.of((bytes & 0x7f) | 0x80, ((bytes >> 7) & 0x7f) | 0x80, ((bytes >> 14) & 0x7f) | 0x80, bytes >> 21);
}

test('a line of 10 MB costs itself, and the lines beside it are kept', async () => {
  const long = 'a'.repeat(10e6);
  const kept = async (path: string, body: string, headers = {}) => await unharmed(() => post(path, body, headers));
  const influx = await kept(routes.influxWrite.href(), `good value=1\ncpu,host=${long} load=1\nbetter value=2\n`);
  assert.equal(influx.status, 400);
  assert.match(influx.text, /line 2, column 1: this line is longer than 65536 bytes.*dropped=1/);
  const pushed = await kept(routes.pushJob.href(job), `good 1\n${long} 1\nbetter 2\n`);
  assert.match(pushed.text, /^ok 2 of 3 readings, 1 bad line\nline 2, column 1: this line is longer/);
  const lines = `{"good": 1}\n{"bad": 2, "labels": {"a": "${long}"}}\n{"better": 3}\n`;
  const many = await kept(routes.inMany.href(), lines, { 'Content-Type': 'application/x-ndjson' });
  assert.match(many.text, /^ok 2 of 3 readings, 1 bad line\nline 2, column 1: this element is longer/);
  for (const body of [`good\n${long}\nbetter\n`, `good\n{"msg":"${long}"}\nbetter\n`]) {
    const log = await kept(routes.logStream.href({ stream: 'long' }), body);
    assert.deepEqual([log.status, log.text], [200, 'ok 3 lines to long\n']);
  }
});

/** Of headers that a client gets rid of before it hears that nobody listens: what the system holds for a connection. */
const MAX_HEADERS_BYTES = 16 * MEBIBYTE;

test('headers that are too long are refused, and those that never end are cut off', async () => {
  const answer = await unharmed(async () => {
    const socket = open('POST', routes.inMany.href());
    for (let at = 0; at < 20; at++) socket.write(`X-${at}: ${'a'.repeat(1000)}\r\n`);
    return await text(socket);
  });
  assert.match(answer, /^HTTP\/1\.1 431 /);
  const sentBytes = await unharmed(async () => {
    const socket = open('POST', routes.inMany.href());
    const closed = new Promise(resolve => socket.on('error', () => {}).once('close', resolve));
    const more = (): boolean => socket.destroyed || (socket.write(`X: ${'a'.repeat(60_000)}\r\n`) && more());
    socket.on('drain', more);
    more();
    await closed;
    return socket.bytesWritten;
  });
  assert.ok(sentBytes < MAX_HEADERS_BYTES, `${sentBytes} bytes of headers`);
});

test('bodies that come byte by byte hold nobody up', async () => {
  const sockets = await unharmed(async () => {
    const all = Array.from({ length: SLOW_SENDERS }, (_, at) => {
      const socket = open('POST', at % 2 === 0 ? routes.inMany.href() : routes.remoteWrite.href());
      socket.write(`Authorization: Bearer ${server.writeToken}\r\nContent-Length: 1000000\r\n\r\n`);
      return socket;
    });
    for (let byte = 0; byte < 10; byte++) {
      await Promise.all(all.map(socket => new Promise<void>(resolve => void socket.write('{', () => resolve()))));
    }
    return all;
  });
  for (const socket of sockets) socket.destroy();
});

test('heads that come letter by letter are let go after 20 seconds, and hold nobody up', async () => {
  const answers = await unharmed(() => Promise.all(slowHeads));
  for (const answer of answers) assert.match(answer, /^HTTP\/1\.1 408 .*within 20 seconds\.\n$/s);
});

/** Begins a request whose head goes on with a letter each second. Resolves with what the server said at the end. */
async function sendHeadSlowly(): Promise<string> {
  const socket = open('POST', routes.inMany.href());
  socket.on('error', () => {}); // it is cut off
  socket.write('X-Slow: ');
  const letters = setInterval(() => void socket.write('a'), 1000);
  try {
    return await text(socket);
  } finally {
    clearInterval(letters);
  }
}

function open(method: string, path: string): Socket {
  const socket = connect(server.port, '127.0.0.1').setEncoding('utf8');
  socket.write(`${method} ${path} HTTP/1.1\r\nHost: localhost:${server.port}\r\n`);
  return socket;
}
