import assert from 'node:assert/strict';
import { createRandom } from '../../testing/random.ts';
import type { BufferClaims } from '../buffer.tck.ts';
import type { Lease, ReadResult } from '../buffer.ts';
import { EjectedError } from '../ejected-error.ts';
import { toReadable } from '../to-readable.ts';
import { arrayBufferBytes } from './array-buffer-bytes.ts';
import { range, takeData, takeFrames, textOf } from './read-cursor.ts';
import { settledSoon } from './settled-soon.ts';

/** How long memory lives, who may write to it again, and how much of it there is. */
export const memoryClaims: BufferClaims = {
  'B6 a leased view stays as it is while the log runs over it': create => {
    const buffer = create({ segmentBytes: 64, retainBytes: 128, maxPinnedBytes: 64, debugPoison: true });
    buffer.append('first');
    const lease = takeData(buffer.cursor('oldest'));
    for (let lap = 0; lap < 20; lap++) buffer.append('x'.repeat(64));
    assert.equal(textOf(lease), 'first');
  },

  'B16 memory is poisoned before it is written again, so that a read after release shows': create => {
    const buffer = create({ segmentBytes: 64, retainBytes: 64, maxPinnedBytes: 64, debugPoison: true });
    buffer.append('first');
    const lease = takeData(buffer.cursor('oldest'));
    buffer.append('x'.repeat(64));
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
      const at = random(cursors.length);
      const result = cursors[at]!.read(random(200));
      if (result.kind === 'data') leases.push(result.lease);
      if (result.kind === 'end') cursors[at] = buffer.cursor();
      if (random(3) === 0) leases.splice(random(leases.length), 1)[0]?.release();
      const { retainedBytes, pinnedBytes } = buffer.stats();
      assert.ok(retainedBytes <= bounds.retainBytes && pinnedBytes <= bounds.maxPinnedBytes);
    }
    for (const lease of leases) lease.release();
    for (const cursor of cursors) cursor[Symbol.dispose](); // one that was told of a gap holds what follows it
    assert.equal(buffer.stats().pinnedBytes, 0);
  },

  'B7 one stalled and 200 live readers over 100 MB cost the log, its pins and one segment': create => {
    const bounds = { segmentBytes: 65_536, retainBytes: 1 << 20, maxPinnedBytes: 1 << 20 };
    const most = bounds.retainBytes + bounds.maxPinnedBytes + bounds.segmentBytes;
    const before = arrayBufferBytes();
    const buffer = create(bounds);
    const [stalled, ...live] = Array.from({ length: 201 }, () => buffer.cursor());
    const frame = new Uint8Array(65_536);
    const held: ReadResult[] = [];
    for (let count = 1; count <= 1600; count++) {
      buffer.append(frame);
      if (count <= 16) held.push(stalled!.read());
      for (const cursor of live) takeFrames(cursor.read());
      if (count % 160 !== 0) continue;
      const bytes = arrayBufferBytes() - before - frame.byteLength;
      assert.ok(bytes <= most, `${bytes} bytes of ${most} are held after ${count} frames`);
    }
    assert.deepEqual([held.length, buffer.stats().ejected], [16, 0]);
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
    await settledSoon(isEjected);
    const end = oldest.read();
    assert.ok(end.kind === 'end' && end.error instanceof EjectedError);
    assert.equal(oldest.ejected.reason, end.error);
    assert.deepEqual([newer.ejected.aborted, other.ejected.aborted, buffer.stats().ejected], [false, false, 1]);
    assert.equal(textOf(held), 'a'.repeat(64));
    assert.equal(textOf(kept), 'c'.repeat(64));
    assert.equal(other.read().kind, 'gap');
  },

  'B10 who asks only later is told that it was ejected': async create => {
    const buffer = create({ segmentBytes: 64, retainBytes: 128, maxPinnedBytes: 0 });
    const cursor = buffer.cursor();
    buffer.append('a'.repeat(64));
    takeData(cursor);
    for (let count = 0; count < 3; count++) buffer.append('b'.repeat(64));
    await settledSoon(Promise.resolve());
    assert.ok(cursor.ejected.aborted && cursor.ejected.reason instanceof EjectedError);
  },

  'B10 ejection wakes a parked reader': async create => {
    const buffer = create({ segmentBytes: 64, retainBytes: 64, maxPinnedBytes: 0 });
    const cursor = buffer.cursor();
    buffer.append('a'.repeat(64));
    takeData(cursor);
    const woken = cursor.wait();
    buffer.append('b'.repeat(64));
    await settledSoon(woken);
    assert.equal(cursor.read().kind, 'end');
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

  'B16 memory handed to a web stream is never written again': async create => {
    const buffer = create({ segmentBytes: 64, retainBytes: 256, maxPinnedBytes: 0, debugPoison: true });
    buffer.append('a'.repeat(64));
    const { value } = await toReadable(buffer.cursor('oldest')).getReader().read();
    for (let lap = 0; lap < 20; lap++) buffer.append('b'.repeat(64));
    assert.equal(Buffer.from(value!).toString(), 'a'.repeat(64));
    assert.deepEqual([buffer.stats().abandoned, buffer.stats().leases], [1, 0]);
  },
};
