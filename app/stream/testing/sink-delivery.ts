import assert from 'node:assert/strict';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { appendChecked, assertAccountedFor, checkedFrame, parseCheckedFrames } from './checked-frames.ts';
import { settledSoon } from './settled-soon.ts';
import { LAP, type SinkClaims, stall } from './sink-stage.ts';

/** What a client gets: every frame it was not too slow for, each sound and in order, and how it ends. */
export const deliveryClaims: SinkClaims = {
  'B18 writes every frame in order, and ends when the log does': async stage => {
    const buffer = stage.createBuffer();
    const connection = await stage.connect();
    const outcome = connection.pump(buffer.cursor());
    const received = connection.receive();
    await appendChecked(buffer, 50);
    buffer.seal();
    const { bytes, isWhole } = await received;
    assertAccountedFor(parseCheckedFrames(bytes), 1, 51);
    assert.ok(isWhole);
    assert.deepEqual(await outcome, { reason: 'end', bytes: bytes.length, gaps: 0 });
    assert.equal(buffer.stats().leases, 0);
  },

  'B5 B6 a client that is lapped twenty times while it pauses gets only sound frames, and a notice for the rest':
    async stage => {
      const buffer = stage.createBuffer();
      const connection = await stage.connect();
      const onGap = ({ missed }: { missed: number }) => checkedFrame(missed, 'gap');
      const cursor = buffer.cursor();
      const outcome = connection.pump(cursor, { onGap });
      await stall(connection, buffer, [cursor]);
      await appendChecked(buffer, 20 * LAP);
      buffer.seal();
      const frames = parseCheckedFrames((await connection.receive()).bytes);
      assertAccountedFor(frames, 1, buffer.nextSeq);
      const gaps = frames.filter(frame => frame.kind === 'gap').length;
      assert.equal((await outcome).gaps, gaps);
    },

  'a client that kept the pump of states waiting gets a notice in the place of what came meanwhile': async stage => {
    const buffer = stage.createBuffer({ retainBytes: 1 << 24, maxPinnedBytes: 1 << 24 });
    const connection = await stage.connect();
    const onGap = ({ missed }: { missed: number }) => checkedFrame(missed, 'gap');
    const cursor = buffer.cursor();
    const outcome = connection.pump(cursor, { onGap, conflate: true });
    await stall(connection, buffer, [cursor]);
    do await appendChecked(buffer, 30);
    while (cursor.lag < 30); // the system took more after all
    const behind = cursor.lag;
    const received = connection.receive();
    while (cursor.lag > 0) await nextTurn();
    await appendChecked(buffer, 1);
    buffer.seal();
    const frames = parseCheckedFrames((await received).bytes);
    assert.deepEqual(frames.at(-2), { kind: 'gap', number: behind });
    assert.deepEqual(frames.at(-1), { kind: 'data', number: buffer.nextSeq - 1 });
    assertAccountedFor(frames, 1, buffer.nextSeq);
    assert.equal((await outcome).gaps, 1);
  },

  'B9 a gap without a notice is counted': async stage => {
    const buffer = stage.createBuffer();
    const cursor = buffer.cursor();
    await appendChecked(buffer, 1000);
    buffer.seal();
    const connection = await stage.connect();
    const outcome = connection.pump(cursor);
    const frames = parseCheckedFrames((await connection.receive()).bytes);
    assert.ok(frames.every(frame => frame.kind === 'data'));
    assert.equal((await outcome).gaps, 1);
  },

  'B18 seal lets every pump finish its backlog, without a reset': async stage => {
    const buffer = stage.createBuffer({ retainBytes: 1 << 24 });
    const connections = await Promise.all([1, 2, 3].map(() => stage.connect()));
    const cursors = connections.map(() => buffer.cursor());
    const outcomes = connections.map((connection, index) => connection.pump(cursors[index]!));
    await stall(connections[0]!, buffer, cursors.slice(0, 1));
    buffer.seal();
    for (const { bytes, isWhole } of await Promise.all(connections.map(connection => connection.receive()))) {
      assertAccountedFor(parseCheckedFrames(bytes), 1, buffer.nextSeq);
      assert.ok(isWhole);
    }
    for (const { reason } of await Promise.all(outcomes)) assert.equal(reason, 'end');
  },

  'B14 a log that was sealed with an error sends the rest and does not end as if it were whole': async stage => {
    const buffer = stage.createBuffer();
    const connection = await stage.connect();
    const cursor = buffer.cursor();
    const outcome = connection.pump(cursor);
    const received = connection.receive();
    buffer.append('rest');
    while (cursor.lag > 0 || buffer.stats().leases > 0) await nextTurn();
    const error = new Error('source broke');
    buffer.seal(error);
    assert.deepEqual(await outcome, { reason: 'error', error, bytes: 4, gaps: 0 });
    if (stage.tellsEnds) assert.equal((await received).isWhole, false);
  },

  'two buffers are pumped one behind the other to one client': async stage => {
    const buffer = stage.createBuffer();
    const greeting = stage.createBuffer({ segmentBytes: 64, retainBytes: 64, maxPinnedBytes: 0 });
    greeting.append('hello ');
    greeting.seal();
    const connection = await stage.connect();
    const received = connection.receive();
    const first = await connection.pump(greeting.cursor('oldest'), { isLast: false });
    assert.deepEqual([first, connection.isClosed], [{ reason: 'end', bytes: 6, gaps: 0 }, false]);
    assert.equal(greeting.stats().leases, 0);
    const second = connection.pump(buffer.cursor());
    buffer.append('world');
    buffer.seal();
    assert.deepEqual(await received, { bytes: Buffer.from('hello world'), isWhole: true });
    assert.equal((await second).reason, 'end');
  },

  'B18 disposing the cursor stops one reader gracefully': async stage => {
    const buffer = stage.createBuffer();
    const connection = await stage.connect();
    const cursor = buffer.cursor();
    const outcome = connection.pump(cursor);
    const received = connection.receive();
    buffer.append('last words');
    while (cursor.lag > 0) await nextTurn();
    cursor[Symbol.dispose]();
    assert.equal((await outcome).reason, 'end');
    assert.deepEqual(await received, { bytes: Buffer.from('last words'), isWhole: true });
  },

  'B9 what the notice of a gap throws comes out, and the client is not left hanging': async stage => {
    const buffer = stage.createBuffer();
    const cursor = buffer.cursor();
    await appendChecked(buffer, 1000);
    const onGap = () => {
      throw new Error('no notice');
    };
    const connection = await stage.connect();
    await assert.rejects(settledSoon(connection.pump(cursor, { onGap })), /no notice/);
    assert.ok(connection.isClosed);
  },
};
