import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Cursor, Lease, ReadResult, StreamBuffer, StreamBufferOptions } from './buffer.ts';
import { EjectedError } from './ejected-error.ts';

export type CreateBuffer = (options: StreamBufferOptions) => StreamBuffer;

/** Registers a test for every claim a stream buffer makes, whoever implements it. */
export function bufferTck(name: string, create: CreateBuffer): void {
  describe(`stream buffer: ${name}`, () => {
    for (const [claim, check] of Object.entries(claims)) test(claim, () => check(create));
  });
}

const claims: Record<string, (create: CreateBuffer) => void | Promise<void>> = {
  'B1 every reader gets the bytes that were appended, in order, over 1000 segment boundaries': create => {
    const buffer = create({ segmentBytes: 64, retainBytes: 1 << 20, maxPinnedBytes: 0 });
    const frames = randomFrames(4000, 60);
    for (const frame of frames) buffer.append(frame);
    assert.ok(buffer.stats().segments > 1000);
    for (const maxBytes of [1, 61, 1000, 1 << 21]) {
      assert.equal(drain(buffer.cursor('oldest'), maxBytes).join(''), frames.join(''));
    }
  },

  'B2 all readers look at the same memory': create => {
    const buffer = create({ segmentBytes: 64, retainBytes: 256, maxPinnedBytes: 256 });
    for (const frame of randomFrames(10, 20)) buffer.append(frame);
    const [one, two] = [takeData(buffer.cursor('oldest')), takeData(buffer.cursor('oldest'))];
    assert.ok(one.chunks.length > 1);
    one.chunks.forEach((chunk, index) => {
      assert.equal(chunk.buffer, two.chunks[index]?.buffer);
      assert.equal(chunk.byteOffset, two.chunks[index]?.byteOffset);
    });
  },

  'B2 strings are encoded in place like a text encoder would, lone surrogates included': create => {
    const buffer = create({ segmentBytes: 64, retainBytes: 64, maxPinnedBytes: 0 });
    const text = 'å∑🎏\ud800x';
    buffer.append(text);
    const { chunks } = takeData(buffer.cursor('oldest'));
    assert.deepEqual(Buffer.from(chunks[0]!), Buffer.from(new TextEncoder().encode(text)));
  },

  'B2 appended bytes are copied, so the producer may use its memory again': create => {
    const buffer = create({ segmentBytes: 64, retainBytes: 64, maxPinnedBytes: 0 });
    const bytes = Buffer.from('kept');
    buffer.append(bytes);
    bytes.fill(0);
    assert.deepEqual(drain(buffer.cursor('oldest')), ['kept']);
  },

  'B3 readers at different speeds get the same, and readers who come and go change nothing': create => {
    const buffer = create({ segmentBytes: 64, retainBytes: 1 << 16, maxPinnedBytes: 0 });
    const frames = randomFrames(300, 60);
    const [slow, fast] = [buffer.cursor('oldest'), buffer.cursor('oldest')];
    const read: { slow: string[]; fast: string[] } = { slow: [], fast: [] };
    frames.forEach((frame, index) => {
      buffer.append(frame);
      read.fast.push(...drain(fast));
      if (index % 7 === 0) read.slow.push(textOf(takeData(slow, 1)));
      if (index % 11 === 0) buffer.cursor('oldest')[Symbol.dispose]();
    });
    read.slow.push(...drain(slow));
    assert.equal(read.fast.join(''), frames.join(''));
    assert.equal(read.slow.join(''), frames.join(''));
  },

  'B4 frames are never split, and one larger than a segment gets its own': create => {
    const buffer = create({ segmentBytes: 64, retainBytes: 4096, maxPinnedBytes: 0 });
    const frames = [40, 40, 500, 10].map((size, index) => `${index}`.padEnd(size - 1, '.').concat('\n'));
    for (const frame of frames) buffer.append(frame);
    const { chunks } = takeData(buffer.cursor('oldest'));
    for (const chunk of chunks) assert.match(Buffer.from(chunk).toString(), /^\d.*\n$/s);
    assert.deepEqual(drain(buffer.cursor('oldest'), 1), frames);
  },

  'B4 a read takes as many whole frames as fit, and at least one': create => {
    const buffer = create({ segmentBytes: 64, retainBytes: 256, maxPinnedBytes: 0 });
    for (let index = 0; index < 16; index++) buffer.append('0123456789');
    for (const [maxBytes, frames] of [
      [0, 1],
      [19, 1],
      [20, 2],
      [99, 9],
      [1000, 16],
    ] as const) {
      assert.equal(takeData(buffer.cursor('oldest'), maxBytes).frames, frames);
    }
  },

  'B6 a leased view stays as it is while the log runs over it, and is poisoned only after release': create => {
    const buffer = create({ segmentBytes: 64, retainBytes: 128, maxPinnedBytes: 64, debugPoison: true });
    buffer.append('first');
    const lease = takeData(buffer.cursor('oldest'));
    for (let lap = 0; lap < 20; lap++) buffer.append('x'.repeat(64));
    assert.equal(textOf(lease, { keep: true }), 'first');
    lease.release();
    assert.deepEqual([...lease.chunks[0]!], [0xdd, 0xdd, 0xdd, 0xdd, 0xdd]);
  },

  'B7 segment memory stays within its bounds whatever readers do': create => {
    const bounds = { segmentBytes: 64, retainBytes: 512, maxPinnedBytes: 256 };
    const buffer = create(bounds);
    const random = createRandom(7);
    const cursors = Array.from({ length: 8 }, () => buffer.cursor('oldest'));
    const leases: Lease[] = [];
    for (let turn = 0; turn < 3000; turn++) {
      buffer.append('x'.repeat(1 + random(turn % 10 === 0 ? 300 : 60)));
      const result = cursors[random(8)]!.read(random(200));
      if (result.kind === 'data') leases.push(result.lease);
      if (result.kind === 'end') cursors[cursors.findIndex(cursor => cursor.read().kind === 'end')] = buffer.cursor();
      if (random(3) === 0) leases.splice(random(leases.length), 1)[0]?.release();
      const { retainedBytes, pinnedBytes } = buffer.stats();
      assert.ok(retainedBytes <= bounds.retainBytes && pinnedBytes <= bounds.maxPinnedBytes);
    }
    for (const lease of leases) lease.release();
    assert.equal(buffer.stats().pinnedBytes, 0);
  },

  'B9 an overtaken reader is told exactly how much it missed, and goes on a quarter into the log': create => {
    const buffer = create({ segmentBytes: 64, retainBytes: 256, maxPinnedBytes: 256 });
    const cursor = buffer.cursor();
    for (let index = 0; index < 100; index++) buffer.append(`${index}`.padEnd(16));
    const start = cursor.seq;
    const resumeSeq = buffer.firstSeq + Math.floor((buffer.nextSeq - buffer.firstSeq) / 4);
    assert.deepEqual(cursor.read(1), { kind: 'gap', missed: resumeSeq - start, resumeSeq });
    const rest = drain(cursor, 1).map(Number);
    assert.deepEqual(rest, range(resumeSeq - start, 100));
  },

  'B9 at least one batch comes between two gaps, however fast the log runs': create => {
    const buffer = create({ segmentBytes: 64, retainBytes: 128, maxPinnedBytes: 128 });
    const cursor = buffer.cursor();
    const seen: string[] = [];
    let accounted = 0;
    for (let turn = 0; turn < 50; turn++) {
      for (let index = 0; index < 40; index++) buffer.append('0123456789abcdef');
      const result = cursor.read();
      seen.push(result.kind);
      accounted += result.kind === 'gap' ? result.missed : takeFrames(result);
    }
    assert.ok(seen.includes('gap') && seen.includes('data'));
    assert.doesNotMatch(seen.join(' '), /gap gap/);
    assert.equal(accounted, cursor.seq - 1);
  },

  'B9 a reader of states goes on at the newest one': create => {
    const buffer = create({ segmentBytes: 64, retainBytes: 128, maxPinnedBytes: 64, resumeAt: 'latest' });
    const cursor = buffer.cursor();
    for (let index = 1; index <= 100; index++) buffer.append(`${index}`.padEnd(16));
    assert.deepEqual(cursor.read(), { kind: 'gap', missed: 99, resumeSeq: 100 });
    assert.deepEqual(drain(cursor).map(Number), [100]);
  },

  'B9 a reader that stays within the log never sees a gap': create => {
    const buffer = create({ segmentBytes: 64, retainBytes: 128, maxPinnedBytes: 0 });
    const cursor = buffer.cursor();
    for (let index = 0; index < 1000; index++) {
      buffer.append(`${index}`.padEnd(32));
      assert.deepEqual(drain(cursor).map(Number), [index]);
    }
  },

  'B9 a reader can start behind a frame that left the log, and is told so': create => {
    const buffer = create({ segmentBytes: 64, retainBytes: 64, maxPinnedBytes: 64, firstSeq: 500 });
    for (let index = 0; index < 10; index++) buffer.append('0123456789abcdef');
    const result = buffer.cursor({ after: 480 }).read();
    assert.deepEqual(result, { kind: 'gap', missed: buffer.firstSeq - 481, resumeSeq: buffer.firstSeq });
    assert.deepEqual([buffer.firstSeq, buffer.nextSeq], [508, 510]);
  },

  'B9 a position the log has not reached is refused': create => {
    const buffer = create({ segmentBytes: 64, retainBytes: 64, maxPinnedBytes: 0 });
    const seq = buffer.append('one');
    assert.equal(buffer.cursor({ after: seq }).read().kind, 'empty');
    assert.throws(() => buffer.cursor({ after: seq + 1 }), RangeError);
    assert.throws(() => buffer.cursor().seek(Number.NaN), RangeError);
  },

  'B10 beyond maxPinnedBytes the reader that looks furthest back is ejected, and only that one': async create => {
    const buffer = create({ segmentBytes: 64, retainBytes: 128, maxPinnedBytes: 64 });
    const [oldest, newer, other] = [buffer.cursor(), buffer.cursor(), buffer.cursor()];
    buffer.append('a'.repeat(64));
    const held = takeData(oldest);
    buffer.append('b'.repeat(64));
    newer.seek('latest');
    buffer.append('c'.repeat(64));
    const kept = takeData(newer);
    const isEjected = new Promise(resolve => oldest.ejected.addEventListener('abort', resolve));
    for (const letter of ['d', 'e', 'f']) buffer.append(letter.repeat(64));
    await isEjected;
    const end = oldest.read();
    assert.ok(end.kind === 'end' && end.error instanceof EjectedError);
    assert.equal(oldest.ejected.reason, end.error);
    assert.deepEqual([newer.ejected.aborted, other.ejected.aborted, buffer.stats().ejected], [false, false, 1]);
    assert.equal(textOf(held), 'a'.repeat(64));
    assert.equal(textOf(kept), 'c'.repeat(64));
    assert.equal(other.read().kind, 'gap');
  },

  'B10 ejection wakes a parked reader': async create => {
    const buffer = create({ segmentBytes: 64, retainBytes: 64, maxPinnedBytes: 0 });
    const cursor = buffer.cursor();
    buffer.append('a'.repeat(64));
    takeData(cursor);
    const woken = cursor.wait();
    buffer.append('b'.repeat(64));
    await woken;
    assert.equal(cursor.read().kind, 'end');
  },

  'B13 commit publishes exactly the committed bytes, abort nothing, and neither can be read before': create => {
    const buffer = create({ segmentBytes: 64, retainBytes: 128, maxPinnedBytes: 0 });
    const cursor = buffer.cursor();
    buffer.reserve(20).view.fill(0x61);
    assert.equal(cursor.read().kind, 'empty');
    assert.throws(() => buffer.reserve(1), /reservation is open/);
    assert.throws(() => buffer.append('x'), /reservation is open/);
  },

  'B13 a reservation is over after commit or abort': create => {
    const buffer = create({ segmentBytes: 64, retainBytes: 128, maxPinnedBytes: 0 });
    const cursor = buffer.cursor();
    const committed = buffer.reserve(20);
    committed.view.fill(0x61);
    assert.throws(() => committed.commit(21), RangeError);
    assert.throws(() => committed.commit(0), RangeError);
    assert.equal(committed.commit(3), 1);
    committed.abort();
    const aborted = buffer.reserve(30);
    aborted.view.fill(0x62);
    aborted.abort();
    assert.throws(() => aborted.commit(1), /over/);
    buffer.append('c');
    const late = buffer.reserve(1);
    buffer.seal();
    assert.throws(() => late.commit(1), /over/);
    assert.equal(drain(cursor).join(''), 'aaac');
  },

  'B13 a large claim that is aborted costs old frames at most, and their readers are told': create => {
    const buffer = create({ segmentBytes: 64, retainBytes: 128, maxPinnedBytes: 128 });
    const cursor = buffer.cursor();
    buffer.append('lost');
    buffer.reserve(128).abort();
    assert.equal(cursor.read().kind, 'empty');
    buffer.append('next');
    assert.deepEqual(cursor.read(), { kind: 'gap', missed: 1, resumeSeq: 2 });
    assert.deepEqual(drain(cursor), ['next']);
  },

  'B14 a frame that is too large or empty is refused and changes nothing': create => {
    const buffer = create({ segmentBytes: 64, retainBytes: 256, maxPinnedBytes: 0, maxFrameBytes: 100 });
    buffer.append('before');
    const before = { ...buffer.stats(), next: buffer.nextSeq };
    for (const frame of ['x'.repeat(101), new Uint8Array(101), '', new Uint8Array(0)]) {
      assert.throws(() => buffer.append(frame), RangeError);
    }
    for (const size of [101, 0, -1, 1.5, Number.NaN]) assert.throws(() => buffer.reserve(size), RangeError);
    assert.deepEqual({ ...buffer.stats(), next: buffer.nextSeq }, before);
    assert.deepEqual(drain(buffer.cursor('oldest')), ['before']);
  },

  'B14 after seal nothing can be appended, and readers get the rest before the end': async create => {
    for (const error of [undefined, new Error('source broke')]) {
      const buffer = create({ segmentBytes: 64, retainBytes: 256, maxPinnedBytes: 0 });
      const [behind, parked] = [buffer.cursor(), buffer.cursor()];
      buffer.append('rest');
      drain(parked);
      const woken = parked.wait();
      buffer.seal(error);
      buffer.seal(new Error('too late'));
      await woken;
      assert.throws(() => buffer.append('x'), /sealed/);
      assert.throws(() => buffer.reserve(1), /sealed/);
      assert.deepEqual(drain(behind), ['rest']);
      const end = error ? { kind: 'end', error } : { kind: 'end' };
      assert.deepEqual([behind.read(), parked.read()], [end, end]);
    }
  },

  'B15 a lease ends once: a second release changes nothing': create => {
    const buffer = create({ segmentBytes: 64, retainBytes: 64, maxPinnedBytes: 256 });
    buffer.append('a'.repeat(64));
    const [first, second] = [takeData(buffer.cursor('oldest')), takeData(buffer.cursor('oldest'))];
    buffer.append('b'.repeat(64));
    first.release();
    first.release();
    first[Symbol.dispose]();
    first.abandon();
    assert.deepEqual([buffer.stats().pinnedBytes, buffer.stats().leases], [64, 1]);
    second.release();
    assert.deepEqual([buffer.stats().pinnedBytes, buffer.stats().leases], [0, 0]);
  },

  'B15 leases outlive their cursor and their buffer': create => {
    const buffer = create({ segmentBytes: 64, retainBytes: 64, maxPinnedBytes: 64 });
    buffer.append('a'.repeat(64));
    const cursor = buffer.cursor('oldest');
    const lease = takeData(cursor);
    cursor[Symbol.dispose]();
    buffer.append('b'.repeat(64));
    assert.equal(buffer.stats().pinnedBytes, 64);
    buffer[Symbol.dispose]();
    lease.release();
    assert.equal(textOf(lease), 'a'.repeat(64));
    assert.deepEqual([buffer.stats().pinnedBytes, buffer.stats().segments], [0, 0]);
  },

  'B15 a disposed cursor is at its end, and a disposed buffer ends its readers with an error': async create => {
    const buffer = create({ segmentBytes: 64, retainBytes: 64, maxPinnedBytes: 0 });
    const [stopped, parked] = [buffer.cursor(), buffer.cursor()];
    const woken = [stopped.wait(), parked.wait()];
    stopped[Symbol.dispose]();
    buffer[Symbol.dispose]();
    await Promise.all(woken);
    assert.equal(buffer.stats().parked, 0);
    assert.deepEqual(stopped.read(), { kind: 'end' });
    const end = parked.read();
    assert.ok(end.kind === 'end' && end.error instanceof Error);
    assert.throws(() => buffer.append('x'));
  },

  'B16 retired memory is written again when that is safe': create => {
    const buffer = create({ segmentBytes: 64, retainBytes: 256, maxPinnedBytes: 0 });
    const cursor = buffer.cursor();
    const memories = new Set<ArrayBufferLike>();
    for (let index = 0; index < 1000; index++) {
      buffer.append('x'.repeat(64));
      using lease = takeData(cursor);
      for (const chunk of lease.chunks) memories.add(chunk.buffer);
    }
    assert.equal(memories.size, 4);
    assert.equal(buffer.stats().recycled, 996);
  },

  'B16 memory larger than a segment is not kept in the place of one that fits': create => {
    const buffer = create({ segmentBytes: 64, retainBytes: 192, maxPinnedBytes: 64 });
    buffer.append('a'.repeat(64));
    const lease = takeData(buffer.cursor('oldest'));
    buffer.append('b'.repeat(128));
    buffer.append('c'.repeat(64));
    lease.release();
    buffer.append('d'.repeat(64));
    assert.equal(buffer.stats().recycled, 1);
  },

  'B16 abandoned memory is never written again': create => {
    const buffer = create({ segmentBytes: 64, retainBytes: 128, maxPinnedBytes: 0, debugPoison: true });
    const cursor = buffer.cursor();
    const views: Uint8Array[] = [];
    for (let index = 0; index < 20; index++) {
      buffer.append(`${index}`.padEnd(64));
      const lease = takeData(cursor);
      views.push(...lease.chunks);
      lease.abandon();
    }
    assert.deepEqual(
      views.map(view => Number(Buffer.from(view).toString())),
      range(0, 20),
    );
    assert.deepEqual([buffer.stats().abandoned, buffer.stats().recycled, buffer.stats().pinnedBytes], [18, 0, 0]);
  },

  'B17 a thousand appends in one tick wake a parked reader once, who finds them all': async create => {
    const buffer = create({ segmentBytes: 1024, retainBytes: 1 << 20, maxPinnedBytes: 0 });
    const cursor = buffer.cursor();
    let wakeUps = 0;
    const reading = (async () => {
      while (cursor.seq <= 1000) {
        await cursor.wait();
        wakeUps += 1;
        drain(cursor);
      }
    })();
    assert.equal(buffer.stats().parked, 1);
    for (let index = 0; index < 1000; index++) buffer.append('x');
    await reading;
    assert.deepEqual([wakeUps, buffer.stats().parked], [1, 0]);
  },

  'wait resolves at once when there is something to read, and rejects when its signal aborts': async create => {
    const buffer = create({ segmentBytes: 64, retainBytes: 64, maxPinnedBytes: 0 });
    const cursor = buffer.cursor('oldest');
    const abort = new AbortController();
    const waiting = assert.rejects(cursor.wait(abort.signal), /enough/);
    abort.abort(new Error('enough'));
    await waiting;
    await assert.rejects(cursor.wait(abort.signal), /enough/);
    buffer.append('x');
    await cursor.wait();
    await cursor.wait(new AbortController().signal);
  },

  'seek goes to the oldest frame, behind the newest, or to a number': create => {
    const buffer = create({ segmentBytes: 64, retainBytes: 64, maxPinnedBytes: 0 });
    for (const frame of ['a', 'b', 'c']) buffer.append(frame);
    const cursor = buffer.cursor();
    assert.deepEqual([cursor.seq, cursor.lag, cursor.read().kind], [4, 0, 'empty']);
    cursor.seek('oldest');
    assert.deepEqual([cursor.seq, cursor.lag], [1, 3]);
    cursor.seek(2);
    const lease = takeData(cursor);
    assert.deepEqual([lease.firstSeq, lease.lastSeq, lease.frames, lease.byteLength], [2, 3, 2, 2]);
    cursor.seek('latest');
    assert.equal(cursor.read().kind, 'empty');
  },

  'sizes that cannot hold are refused by name': create => {
    const good = { segmentBytes: 64, retainBytes: 128, maxPinnedBytes: 0 };
    const wrong = { segmentBytes: 0, retainBytes: 63, maxPinnedBytes: -1, maxFrameBytes: 129, firstSeq: 0.5 };
    for (const [name, value] of Object.entries(wrong)) {
      assert.throws(() => create({ ...good, [name]: value }), {
        name: 'RangeError',
        message: /must be a whole number/,
      });
    }
  },
};

/** Reads to the end of what is there, one text per read; fails on a gap. */
function drain(cursor: Cursor, maxBytes?: number): string[] {
  const texts: string[] = [];
  for (;;) {
    const result = cursor.read(maxBytes);
    if (result.kind === 'empty' || result.kind === 'end') return texts;
    assert.equal(result.kind, 'data');
    texts.push(textOf(result.lease));
  }
}

function takeData(cursor: Cursor, maxBytes?: number): Lease {
  const result = cursor.read(maxBytes);
  assert.ok(result.kind === 'data', `expected data, got ${result.kind}`);
  return result.lease;
}

function takeFrames(result: ReadResult): number {
  assert.ok(result.kind === 'data');
  result.lease.release();
  return result.lease.frames;
}

function textOf(lease: Lease, { keep = false } = {}): string {
  const text = Buffer.concat(lease.chunks).toString();
  if (!keep) lease.release();
  return text;
}

function randomFrames(count: number, maxBytes: number): string[] {
  const random = createRandom(count);
  return Array.from({ length: count }, (_, index) => `${index};`.padEnd(1 + random(maxBytes), '.'));
}

/** Same numbers in every run: whole numbers from 0 to below `limit`, by the minimal standard generator. */
function createRandom(seed: number): (limit: number) => number {
  let state = seed;
  return limit => {
    state = (state * 48_271) % 2_147_483_647;
    return state % limit;
  };
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, index) => from + index);
}
