/**
 * One log with cursors against the obvious way (a copy and a queue for every reader), in the same run and process.
 * Then a client that pauses: a ring that is written over, and ours, on a real socket.
 *
 *     node --expose-gc --import tsx bench/stream-buffer.ts
 */
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Cursor, createStreamBuffer } from '../app/stream/buffer.ts';
import { pumpToNode } from '../app/stream/pump-to-node.ts';

const framesPerTurn = 16;
const segmentBytes = 65_536;
const retainBytes = 4_194_304;
const maxPinnedBytes = 4_194_304;
/** How much every run delivers, all readers together; the obvious way keeps all of it for readers that stall. */
const deliveredBytes = 256_000_000;
const rounds = 3;
const lapBytes = 65_536;

interface Fanout {
  append(frame: Uint8Array): void;
  /** Lets the reader take all there is for it; returns its bytes. */
  read(reader: number): number;
}

function cursors(readers: number): Fanout {
  const buffer = createStreamBuffer({ segmentBytes, retainBytes, maxPinnedBytes });
  const all = Array.from({ length: readers }, () => buffer.cursor());
  return { append: frame => buffer.append(frame), read: reader => drain(all[reader]!) };
}

function drain(cursor: Cursor): number {
  let bytes = 0;
  for (let result = cursor.read(); result.kind === 'data'; result = cursor.read()) {
    bytes += result.lease.byteLength;
    result.lease.release();
  }
  return bytes;
}

function queues(readers: number): Fanout {
  const all = Array.from({ length: readers }, (): Uint8Array[] => []);
  return {
    append: frame => {
      for (const queue of all) queue.push(frame.slice());
    },
    read: reader => all[reader]!.splice(0).reduce((bytes, frame) => bytes + frame.byteLength, 0),
  };
}

interface Measure {
  readonly microsecondsPerFrame: number;
  readonly heldMegabytes: number;
}

/** Every tenth reader stalls; a lone reader does not. */
function run(create: (readers: number) => Fanout, readers: number, frameBytes: number): Measure {
  const fanout = create(readers);
  const frame = new Uint8Array(frameBytes).fill(65);
  const turns = Math.max(4, Math.floor(deliveredBytes / frameBytes / readers / framesPerTurn));
  globalThis.gc?.();
  const before = process.memoryUsage();
  const startMs = performance.now();
  for (let turn = 0; turn < turns; turn++) {
    for (let index = 0; index < framesPerTurn; index++) fanout.append(frame);
    for (let reader = 0; reader < readers; reader++) if (reader % 10 !== 1) fanout.read(reader);
  }
  const elapsedMs = performance.now() - startMs;
  globalThis.gc?.();
  const after = process.memoryUsage();
  const heldBytes = after.heapUsed + after.arrayBuffers - before.heapUsed - before.arrayBuffers;
  // Keeps the queues alive until they were weighed.
  fanout.read(0);
  return { microsecondsPerFrame: (elapsedMs * 1000) / turns / framesPerTurn, heldMegabytes: heldBytes / 1e6 };
}

/** The round with the lowest cost. */
function best(create: (readers: number) => Fanout, readers: number, frameBytes: number): Measure {
  const measures = Array.from({ length: rounds }, () => run(create, readers, frameBytes));
  return measures.reduce((least, one) => (one.microsecondsPerFrame < least.microsecondsPerFrame ? one : least));
}

function compare(readers: number, frameBytes: number) {
  const [ours, naive] = [best(cursors, readers, frameBytes), best(queues, readers, frameBytes)];
  return {
    readers,
    'frame B': frameBytes,
    'ours µs/frame': ours.microsecondsPerFrame.toFixed(2),
    'naive µs/frame': naive.microsecondsPerFrame.toFixed(2),
    'times less': (naive.microsecondsPerFrame / ours.microsecondsPerFrame).toFixed(1),
    'ours holds MB': ours.heldMegabytes.toFixed(1),
    'naive holds MB': naive.heldMegabytes.toFixed(1),
  };
}

interface Producer {
  append(frame: Uint8Array): void;
  end(): void;
}

function ring(res: ServerResponse): Producer {
  const memory = Buffer.alloc(lapBytes);
  let at = 0;
  const append = (frame: Uint8Array) => {
    if (at + frame.byteLength > lapBytes) at = 0;
    memory.set(frame, at);
    if (!res.writableNeedDrain) res.write(memory.subarray(at, at + frame.byteLength));
    at += frame.byteLength;
  };
  return { append, end: () => res.end() };
}

function log(res: ServerResponse): Producer {
  const buffer = createStreamBuffer({ segmentBytes: 16_384, retainBytes: lapBytes, maxPinnedBytes });
  void pumpToNode(buffer.cursor(), res);
  return { append: frame => buffer.append(frame), end: () => buffer.seal() };
}

/** A client pauses while the producer goes on for twenty laps; tells how much of what it then gets is sound. */
async function soundBytes(produce: (res: ServerResponse) => Producer): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const client = connect((server.address() as AddressInfo).port, '127.0.0.1').pause();
  client.write('GET / HTTP/1.0\r\n\r\n');
  const [, res] = (await once(server, 'request')) as [unknown, ServerResponse];
  const producer = produce(res);
  let number = 0;
  const lap = async () => {
    for (let bytes = 0; bytes < lapBytes; bytes += numbered(number++).byteLength) producer.append(numbered(number));
    await nextTurn();
  };
  while (!res.writableNeedDrain) await lap();
  for (let laps = 0; laps < 20; laps++) await lap();
  producer.end();
  const whole = Buffer.concat(await client.toArray());
  server.close();
  const body = whole.subarray(whole.indexOf('\r\n\r\n') + 4);
  return `${firstSpoilt(body)} of ${body.length} bytes`;
}

/** A frame that holds nothing but its number, again and again; the number also says how often. */
function numbered(number: number): Buffer {
  return Buffer.from(new Uint32Array(200 + (number % 97)).fill(number).buffer);
}

function firstSpoilt(body: Buffer): number {
  let at = 0;
  while (at + 4 <= body.length) {
    const frame = numbered(body.readUInt32LE(at));
    if (!body.subarray(at, at + frame.length).equals(frame)) return at;
    at += frame.length;
  }
  return at;
}

console.table([1, 100, 1000].flatMap(readers => [64, 1024, 65_536].map(frameBytes => compare(readers, frameBytes))));
console.log('Sound before the first spoilt frame, at a client that paused for twenty laps:');
console.table([{ ring: await soundBytes(ring), log: await soundBytes(log) }]);
