import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRandom, type Random } from '../../testing/random.ts';
import { type Cursor, createStreamBuffer, type StreamBuffer } from '../buffer.ts';
import { DeflateLog } from './deflate-log.ts';
import { GzipCursor } from './gzip-cursor.ts';
import { type LiveGunzip, liveGunzip } from './testing/live-gunzip.ts';

const KB = 1024;
const SEEDS = 200;

test(`${SEEDS} random streams: whoever joins, lags, skips or leaves, what gzip brings is what is read without it, piece by piece`, async () => {
  for (let seed = 1; seed <= SEEDS; seed++) await checkRandomStream(createRandom(seed), seed);
});

test('what was sent decodes at once, to the last byte, and the end is a whole gzip stream', async () => {
  const { buffer, open } = openLog();
  const viewer = open();
  const decoder = liveGunzip();
  assert.equal(await decoder.add(viewer.text('hello')), 'hello');
  for (let i = 0; i < 50; i++) {
    const frame = `frame ${i} ${'.'.repeat(i * 100)}\n`;
    buffer.append(frame);
    assert.equal(await decoder.add(readAll(viewer)), frame);
  }
  assert.equal(await decoder.add(viewer.end('good bye')), 'good bye');
  assert.equal(await decoder.end(), '');
});

test('a stream that was cut off is no whole one, and shows all that came', async () => {
  const { buffer, open } = openLog();
  const viewer = open();
  const decoder = liveGunzip();
  assert.equal(await decoder.add(viewer.text('hello')), 'hello');
  buffer.append('you');
  assert.equal(await decoder.add(readAll(viewer)), 'you');
  await assert.rejects(decoder.end(), /unexpected end of file/);
});

test('viewers that have seen enough get the very same bytes, made once', () => {
  const { buffer, open } = openLog();
  const viewers = Array.from({ length: 5 }, open);
  for (let i = 0; i < 100; i++) {
    buffer.append(tick(i));
    const pieces = viewers.map(viewer => {
      const result = viewer.read();
      assert.ok(result.kind === 'data');
      return result.lease.chunks.at(-1)!;
    });
    if (i > 0) assert.equal(new Set(pieces).size, 1); // the first pieces have a header in front
  }
});

test('a newcomer needs one frame that stands alone, and then shares more with each', async () => {
  const { buffer, open } = openLog();
  const sizes: number[] = [];
  for (let i = 0; i < 5; i++) buffer.append(tick(i));
  const viewer = open();
  viewer.text('');
  for (let i = 5; i < 30; i++) {
    buffer.append(tick(i));
    sizes.push(readAll(viewer).byteLength);
  }
  assert.ok(sizes[1]! < sizes[0]! / 4, `${sizes}`);
});

test('compressed bytes are not kept beyond a bound, whatever is sent and whoever reads it', () => {
  const random = createRandom(7);
  const { buffer, log, open } = openLog(64 * KB, 1024 * KB);
  const viewers = [open(), open()];
  for (let i = 0; i < 200; i++) {
    buffer.append(Buffer.from(Array.from({ length: 20 * KB }, () => random(256)))); // nothing to be found in it
    for (const viewer of viewers) readAll(viewer);
    if (i % 7 === 0) viewers.push(open());
    assert.ok(log.memoryBytes <= 300 * KB, `${log.memoryBytes} bytes`);
  }
  for (let i = 0; i < 10_000; i++) {
    buffer.append('event: beat\ndata: \n\n');
    if (i % 10 === 0) for (const viewer of viewers) readAll(viewer);
  }
  assert.ok(log.memoryBytes <= 10 * KB, `${log.memoryBytes} bytes of little frames`);
});

test('nothing is compressed while nobody reads it so', () => {
  const { buffer, log } = openLog();
  const plain = buffer.cursor();
  for (let i = 0; i < 10; i++) buffer.append(tick(i));
  assert.equal(plain.read().kind, 'data');
  assert.equal(log.memoryBytes, 0);
});

test('a viewer that takes nothing keeps no memory of the log alive', () => {
  const { buffer, open } = openLog();
  const viewer = open();
  for (let i = 0; i < 10; i++) buffer.append(tick(i));
  const result = viewer.read();
  assert.equal(result.kind, 'data');
  assert.equal(buffer.stats().leases, 0);
});

test('what is told of pieces is what went in and out', () => {
  const { buffer, log } = openLog();
  const told = { plainBytes: 0, sentBytes: 0 };
  const viewer = new GzipCursor(buffer.cursor(), log, (plainBytes, sentBytes) => {
    told.plainBytes += plainBytes;
    told.sentBytes += sentBytes;
  });
  const first = viewer.text('hello');
  buffer.append(tick(1));
  const rest = readAll(viewer);
  const HEADER_BYTES = 10;
  assert.deepEqual(told, {
    plainBytes: 5 + Buffer.byteLength(tick(1)),
    sentBytes: first.byteLength + rest.byteLength - HEADER_BYTES,
  });
});

/** A viewer with gzip and one without, which do the same at the same times. */
interface Pair {
  readonly gzip: GzipCursor;
  readonly plain: Cursor;
  readonly decoder: LiveGunzip;
}

async function checkRandomStream(random: Random, seed: number): Promise<void> {
  const retainBytes = [8, 32, 128][seed % 3]! * KB;
  const { buffer, log } = openLog(4 * KB, retainBytes);
  const pairs: Pair[] = [];
  let step = 0;
  const snapshot = () => `snapshot of ${buffer.nextSeq - 1} ${tick(step)}`;

  const join = async () => {
    const isResumed = random(2) === 0 && buffer.nextSeq > buffer.firstSeq;
    const after = isResumed ? buffer.firstSeq - 1 + random(buffer.nextSeq - buffer.firstSeq) : buffer.nextSeq - 1;
    const gzip = new GzipCursor(buffer.cursor({ after }), log);
    const pair = { gzip, plain: buffer.cursor({ after }), decoder: liveGunzip() };
    pairs.push(pair);
    if (random(4) > 0) await send(pair, isResumed ? 'beat' : snapshot());
  };
  const send = async (pair: Pair, text: string) => {
    await check(pair, pair.gzip.text(text), text);
  };
  const check = async ({ decoder }: Pair, bytes: Uint8Array, text: string) => {
    assert.ok((await decoder.add(bytes)) === text, `seed ${seed}, step ${step}`);
  };
  const skip = (pair: Pair) => {
    pair.plain.seek('latest');
    pair.gzip.seek('latest');
  };
  const readOnce = async (pair: Pair): Promise<boolean> => {
    const maxBytes = 1 + random(16 * KB);
    const [told, packed] = [pair.plain.read(maxBytes), pair.gzip.read(maxBytes)];
    assert.equal(packed.kind, told.kind);
    if (told.kind === 'gap') {
      assert.deepEqual(packed, told);
      skip(pair);
      await send(pair, snapshot());
      return true;
    }
    if (told.kind !== 'data' || packed.kind !== 'data') return false;
    const { firstSeq, lastSeq, frames } = told.lease;
    assert.deepEqual([packed.lease.firstSeq, packed.lease.lastSeq, packed.lease.frames], [firstSeq, lastSeq, frames]);
    const text = Buffer.concat(told.lease.chunks).toString();
    told.lease.release();
    await check(pair, Buffer.concat(packed.lease.chunks), text);
    return true;
  };

  for (; step < 40; step++) {
    for (let more = random(4); more > 0; more--) buffer.append(randomFrame(random, step, retainBytes));
    if (random(3) === 0) await join();
    for (const pair of pairs) if (random(3) > 0) while ((await readOnce(pair)) && random(3) > 0);
    const one = pairs[random(pairs.length)];
    if (one && random(10) === 0) {
      skip(one);
      if (random(2) === 0) await send(one, snapshot());
    }
    if (one && random(10) === 0) await send(one, 'beside the frames');
    if (one && random(20) === 0) pairs.splice(pairs.indexOf(one), 1);
  }
  buffer.seal();
  for (const pair of pairs) {
    while (await readOnce(pair));
    const farewell = random(2) === 0 ? 'good bye' : undefined;
    await check(pair, pair.gzip.end(farewell), farewell ?? '');
    assert.equal(await pair.decoder.end(), '', `seed ${seed}, at the end`); // which looks at the sums of all of it
  }
}

/** Beats, ticks that resemble each other, noise, and now and then one that is as large as can be. */
function randomFrame(random: Random, step: number, retainBytes: number): string {
  const kind = random(20);
  if (kind < 8) return 'event: beat\ndata: \n\n';
  if (kind < 16) return tick(step + random(3));
  if (kind < 19)
    return Array.from({ length: 1 + random(3000) }, () => String.fromCodePoint(32 + random(1000))).join('');
  return 'große Dinge '.repeat(retainBytes / 26);
}

/** A chart that moves on by one, as screens send it. */
function tick(step: number): string {
  const points = Array.from({ length: 150 }, (_, x) => ` 1 ${Math.round(20 * Math.sin((step + x) ** 2))}`);
  return `id: epoch-${step}\ndata: <svg><path d="m0 ${step}${points.join('')}"></path></svg>\n\n`;
}

function openLog(segmentBytes = 16 * KB, retainBytes = 256 * KB) {
  const buffer: StreamBuffer = createStreamBuffer({
    segmentBytes,
    retainBytes,
    maxPinnedBytes: retainBytes,
    debugPoison: true,
  });
  const log = new DeflateLog(buffer);
  return { buffer, log, open: () => new GzipCursor(buffer.cursor(), log) };
}

function readAll(viewer: GzipCursor): Buffer {
  const pieces: Uint8Array[] = [];
  for (;;) {
    const result = viewer.read();
    if (result.kind !== 'data') return Buffer.concat(pieces);
    pieces.push(...result.lease.chunks);
  }
}
