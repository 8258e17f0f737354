import assert from 'node:assert/strict';
import type { BufferClaims } from '../buffer.tck.ts';
import { drain } from './read-cursor.ts';

/** What can be published, and what is refused. */
export const writingClaims: BufferClaims = {
  'B13 what is reserved cannot be read before it is committed, and one reservation is open at a time': create => {
    const buffer = create({ segmentBytes: 64, retainBytes: 128, maxPinnedBytes: 0 });
    const cursor = buffer.cursor();
    buffer.reserve(20).view.fill(0x61);
    assert.equal(cursor.read().kind, 'empty');
    assert.throws(() => buffer.reserve(1), /reservation is open/);
    assert.throws(() => buffer.append('x'), /reservation is open/);
  },

  'B13 commit publishes exactly the committed bytes and abort nothing; then the reservation is over': create => {
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
