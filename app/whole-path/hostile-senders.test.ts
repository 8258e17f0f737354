import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { after, before, test } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { routes } from '../routes.ts';
import { startServer, type TestServer } from '../testing/real-server.ts';

const MEBIBYTE = 1024 * 1024;
/** What an attack may add to the memory of the server at most. */
const MAX_GROWTH_BYTES = 500 * MEBIBYTE;
/** How long somebody else's reading may take amid it, on a machine that has other things to do. */
const MAX_ANSWER_MS = 5_000;
const SLOW_SENDERS = 200;
/** A kilobyte each; more than 16 of them are too many. */
const HEADERS = 20;

let server: TestServer;
before(async () => {
  server = await startServer({ env: { TELLTALE_HOST_METRICS: 'off' } });
});
after(() => server.dispose());

/** Sends a reading after the other while an attack goes on: none may be lost, and none may wait long. */
async function unharmed<T>(attack: () => Promise<T>): Promise<T> {
  const before = peakBytes();
  let isOver = false;
  let [sent, slowestMs] = [0, 0];
  const sending = (async () => {
    while (!isOver || sent < 3) {
      const began = performance.now();
      const answer = await post(routes.inOne.href({ metric: 'steady' }), String(sent));
      assert.equal(answer.status, 200, answer.text);
      slowestMs = Math.max(slowestMs, performance.now() - began);
      sent++;
      await nextTurn();
    }
  })();
  try {
    return await attack();
  } finally {
    isOver = true;
    await sending;
    assert.ok(slowestMs < MAX_ANSWER_MS, `a reading waited ${Math.round(slowestMs)} ms`);
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

test('gzip that would unpack to 4 GiB is refused at each address that takes gzip', async () => {
  // Members of gzip that follow each other are one stream.
  const member = gzipSync(Buffer.alloc(64 * MEBIBYTE), { level: 9 });
  const bomb = Buffer.concat(Array<Buffer>(64).fill(member));
  const group = routes.pushJob.href({ job: 'x' });
  for (const [path, type] of [
    [routes.inMany.href(), 'text/csv'],
    [routes.influxWrite.href(), 'text/plain'],
    [routes.remoteWrite.href(), 'application/x-protobuf'],
    [routes.otlpMetrics.href(), 'application/json'],
    [routes.otlpTraces.href(), 'application/x-protobuf'],
    [group, 'text/plain'],
  ] as const) {
    const { status } = await unharmed(() => post(path, bomb, { 'Content-Encoding': 'gzip', 'Content-Type': type }));
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

/** As protobuf writes it, in four bytes. */
function size(bytes: number): Uint8Array {
  return Uint8Array.of((bytes & 0x7f) | 0x80, ((bytes >> 7) & 0x7f) | 0x80, ((bytes >> 14) & 0x7f) | 0x80, bytes >> 21);
}

test('a line of 10 MB costs itself, and the lines beside it are kept', async () => {
  const long = `cpu,host=${'a'.repeat(10e6)} load=1`;
  const answer = await unharmed(() => post(routes.influxWrite.href(), `good value=1\n${long}\nbetter value=2\n`));
  assert.equal(answer.status, 400);
  assert.match(answer.text, /line 2, column 1: this line is longer than 65536 bytes.*dropped=1/);
  const pushed = await unharmed(() =>
    post(routes.pushJob.href({ job: 'x' }), `good 1\n${'a'.repeat(10e6)} 1\nbetter 2\n`),
  );
  assert.match(pushed.text, /^ok 2 of 3 readings, 1 bad line\nline 2, column 1: this line is longer/);
});

test('headers that never end are cut off', async () => {
  const status = await unharmed(async () => {
    const socket = open('POST', routes.inMany.href());
    for (let at = 0; at < HEADERS; at++) socket.write(`X-${at}: ${'a'.repeat(1000)}\r\n`);
    return await text(socket);
  });
  assert.match(status, /^HTTP\/1\.1 431 /);
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

function open(method: string, path: string): Socket {
  const socket = connect(server.port, '127.0.0.1').setEncoding('utf8');
  socket.write(`${method} ${path} HTTP/1.1\r\nHost: localhost:${server.port}\r\n`);
  return socket;
}
