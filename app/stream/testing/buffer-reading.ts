import assert from 'node:assert/strict';
import type { BufferClaims } from '../buffer.tck.ts';
import { randomFrames } from './random-frames.ts';
import { drain, takeData, textOf } from './read-cursor.ts';

/** What readers get: all bytes, in order, the same for all of them, and the memory they lie in. */
export const readingClaims: BufferClaims = {
  'B1 every reader gets the bytes that were appended, in order, over 1000 segment boundaries': create => {
    const buffer = create({ segmentBytes: 64, retainBytes: 1 << 20, maxPinnedBytes: 0 });
    const frames = randomFrames(4000, 60);
    for (const frame of frames) buffer.append(frame);
    assert.ok(frames.join('').length > 1000 * 64);
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

  'B2 reserved memory is the memory that readers get': create => {
    const buffer = create({ segmentBytes: 64, retainBytes: 64, maxPinnedBytes: 0 });
    const { view, commit } = buffer.reserve(10);
    view.set(Buffer.from('in place'));
    commit(8);
    const lease = takeData(buffer.cursor('oldest'));
    assert.equal(lease.chunks[0]!.buffer, view.buffer);
    assert.equal(textOf(lease), 'in place');
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

  'B4 a lease also tells its frames one by one, as views of the same memory': create => {
    const buffer = create({ segmentBytes: 64, retainBytes: 4096, maxPinnedBytes: 0 });
    const frames = randomFrames(30, 60);
    for (const frame of frames) buffer.append(frame);
    const cursor = buffer.cursor({ after: 3 });
    const lease = takeData(cursor, 400);
    buffer.append('later');
    const views = [...lease.eachFrame()];
    assert.ok(lease.chunks.length > 1 && views.length < 27);
    assert.deepEqual(
      views.map(view => Buffer.from(view).toString()),
      frames.slice(3, 3 + lease.frames),
    );
    const memory = new Set(lease.chunks.map(chunk => chunk.buffer));
    assert.ok(views.every(view => memory.has(view.buffer)));
  },
};
