import assert from 'node:assert/strict';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { BufferClaims } from '../buffer.tck.ts';
import { drain, range, takeData, takeFrames } from './read-cursor.ts';

/** Where readers stand: behind, overtaken, waiting, put somewhere else. */
export const lagClaims: BufferClaims = {
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

  'B17 a thousand appends in one tick call back once, and never from inside; so do the end of the log and of the reader':
    async create => {
      const buffer = create({ segmentBytes: 1024, retainBytes: 1 << 20, maxPinnedBytes: 0 });
      const [cursor, other] = [buffer.cursor(), buffer.cursor()];
      const calls: string[] = [];
      const call = (name: string) => ({ onReadable: () => void calls.push(name) });
      cursor.whenReadable(call('replaced'));
      cursor.whenReadable(call('frames'));
      for (let index = 0; index < 1000; index++) buffer.append('x');
      calls.push('appended');
      await nextTurn();
      cursor.whenReadable(call('unread'));
      calls.push('asked');
      await nextTurn();
      drain(cursor);
      cursor.whenReadable(call('disposed'));
      cursor[Symbol.dispose]();
      calls.push('after dispose');
      await nextTurn();
      drain(other);
      other.whenReadable(call('sealed'));
      buffer.seal();
      calls.push('after seal');
      await nextTurn();
      assert.deepEqual(calls, [
        ...['appended', 'frames', 'asked', 'unread', 'after dispose', 'disposed', 'after seal', 'sealed'],
      ]);
    },

  'B17 a reader finds all there is, whatever another one at the same place was given before': create => {
    const buffer = create({ segmentBytes: 1024, retainBytes: 4096, maxPinnedBytes: 4096 });
    const [early, late] = [buffer.cursor(), buffer.cursor()];
    buffer.append('1');
    assert.equal(takeFrames(early.read()), 1);
    buffer.append('2');
    assert.equal(takeFrames(late.read()), 2);
  },

  'B17 readers that are disposed by one that is called back, or ask again, are called as they should be':
    async create => {
      const buffer = create({ segmentBytes: 1024, retainBytes: 4096, maxPinnedBytes: 0 });
      const cursors = Array.from({ length: 5 }, () => buffer.cursor());
      const calls = cursors.map(() => 0);
      cursors.forEach((cursor, at) => {
        const onReadable = () => {
          calls[at]! += 1;
          if (at === 1) cursors[3]![Symbol.dispose]();
          if (cursor.read().kind === 'data') cursor.whenReadable({ onReadable });
        };
        cursor.whenReadable({ onReadable });
      });
      for (let round = 0; round < 3; round++) {
        buffer.append('x');
        await nextTurn();
      }
      const [disposed] = calls.splice(3, 1);
      assert.deepEqual(calls, [3, 3, 3, 3]);
      assert.ok(disposed === 1 || disposed === 2, 'for the frame, if it was its turn before, and for its end');
      assert.equal(buffer.stats().parked, 4);
      for (const cursor of cursors) cursor[Symbol.dispose]();
      assert.equal(buffer.stats().parked, 0);
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
};
