import assert from 'node:assert/strict';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Claim, ClaimContext } from '../../testing/claim.ts';
import type { Cursor, StreamBuffer, StreamBufferOptions } from '../buffer.ts';
import { EjectedError } from '../ejected-error.ts';
import type { PumpOptions } from '../pump.ts';
import { appendChecked, assertAccountedFor, checkedFrame, FRAME_BYTES, parseCheckedFrames } from './checked-frames.ts';
import type { Connection, SinkKind } from './sink-kind.ts';

export type CreateBuffer = (options: StreamBufferOptions) => StreamBuffer;

const SEGMENT_BYTES = 16_384;
const RETAIN_BYTES = 65_536;
/** Enough for what one stalled connection holds: its high-water mark and one batch. */
const MAX_PINNED_BYTES = 262_144;
/** Frames that fill the log once. */
const LAP = RETAIN_BYTES / FRAME_BYTES;

/** What a buffer and its pump promise to a client of this kind, checked on real connections with clients that pause. */
export function sinkTck({ tellsEnds, connect }: SinkKind, create: CreateBuffer): readonly Claim[] {
  const createBuffer = (options: Partial<StreamBufferOptions> = {}) => {
    const sizes = { segmentBytes: SEGMENT_BYTES, retainBytes: RETAIN_BYTES, maxPinnedBytes: MAX_PINNED_BYTES };
    return create({ ...sizes, debugPoison: true, ...options });
  };
  const stalledAndLapped = async (context: ClaimContext, buffer: StreamBuffer, options?: PumpOptions) => {
    const connection = await connect(context);
    const cursor = buffer.cursor();
    const outcome = connection.pump(cursor, options);
    await stall(connection, buffer, [cursor]);
    await appendChecked(buffer, 2 * LAP);
    return { connection, outcome };
  };

  return [
    {
      name: 'B18 writes every frame in order, and ends when the log does',
      async run(context) {
        const buffer = createBuffer();
        const connection = await connect(context);
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
    },
    {
      name: 'B5 B6 a client that is lapped twenty times while it pauses gets only sound frames, and a notice for the rest',
      async run(context) {
        const buffer = createBuffer();
        const connection = await connect(context);
        const onGap = ({ missed }: { missed: number }) => checkedFrame(missed, 'gap');
        const cursor = buffer.cursor();
        const outcome = connection.pump(cursor, { onGap });
        await stall(connection, buffer, [cursor]);
        await appendChecked(buffer, 20 * LAP);
        buffer.seal();
        const frames = parseCheckedFrames((await connection.receive()).bytes);
        assertAccountedFor(frames, 1, buffer.nextSeq);
        const gaps = frames.filter(frame => frame.kind === 'gap').length;
        assert.ok(gaps > 0);
        assert.equal((await outcome).gaps, gaps);
      },
    },
    {
      name: 'B9 a gap without a notice is counted',
      async run(context) {
        const buffer = createBuffer();
        const cursor = buffer.cursor();
        await appendChecked(buffer, 1000);
        buffer.seal();
        const connection = await connect(context);
        const outcome = connection.pump(cursor);
        const frames = parseCheckedFrames((await connection.receive()).bytes);
        assert.ok(frames.every(frame => frame.kind === 'data'));
        assert.equal((await outcome).gaps, 1);
      },
    },
    {
      name: 'B8 a client that dies with data in flight leaves no pin behind, twice',
      async run(context) {
        const buffer = createBuffer();
        for (let round = 0; round < 2; round++) {
          const { connection, outcome } = await stalledAndLapped(context, buffer);
          assert.ok(buffer.stats().leases > 0);
          await connection.leave();
          assert.equal((await outcome).reason, 'client-closed');
          assert.deepEqual([buffer.stats().pinnedBytes, buffer.stats().leases], [0, 0]);
        }
      },
    },
    {
      name: 'B10 a stalled client is ejected when it holds too much memory, and a live one loses nothing',
      async run(context) {
        const buffer = createBuffer({ maxPinnedBytes: 3 * SEGMENT_BYTES });
        const [live, stalled] = [await connect(context), await connect(context)];
        const received = live.receive();
        const cursors = [buffer.cursor(), buffer.cursor()] as const;
        const outcomes = [live.pump(cursors[0]), stalled.pump(cursors[1])] as const;
        await stall(stalled, buffer, cursors);
        await appendChecked(buffer, 2 * LAP, cursors[0]);
        const { reason, error } = await soon(outcomes[1]);
        assert.equal(reason, 'stalled');
        assert.ok(error instanceof EjectedError);
        buffer.seal();
        assertAccountedFor(parseCheckedFrames((await received).bytes), 1, buffer.nextSeq);
        assert.deepEqual(await outcomes[0], { reason: 'end', bytes: (buffer.nextSeq - 1) * FRAME_BYTES, gaps: 0 });
        assert.equal(buffer.stats().ejected, 1);
      },
    },
    {
      name: 'B11 a client that never makes room is cut off after the stall timeout',
      async run(context) {
        const buffer = createBuffer();
        const { connection, outcome } = await stalledAndLapped(context, buffer, { stallTimeoutMs: 1 });
        assert.equal((await outcome).reason, 'stalled');
        assert.ok(connection.isClosed);
        assert.equal(buffer.stats().leases, 0);
      },
    },
    {
      name: 'B11 a client that leaves while it holds up the last bytes is not taken for served',
      async run(context) {
        const buffer = createBuffer();
        const { connection, outcome } = await stalledAndLapped(context, buffer);
        buffer.seal();
        await connection.leave();
        assert.equal((await outcome).reason, 'client-closed');
      },
    },
    {
      name: 'B11 a signal that was aborted before stops the pump before the first byte',
      async run(context) {
        const buffer = createBuffer();
        buffer.append('never sent');
        const signal = AbortSignal.abort(new Error('too late'));
        const connection = await connect(context);
        const cursor = buffer.cursor('oldest');
        const outcome = await connection.pump(cursor, { signal });
        assert.deepEqual(outcome, { reason: 'aborted', error: signal.reason, bytes: 0, gaps: 0 });
        assert.ok(connection.isClosed);
        assert.deepEqual(cursor.read(), { kind: 'end' });
        const { bytes, isWhole } = await connection.receive();
        assert.equal(bytes.length, 0);
        if (tellsEnds) assert.equal(isWhole, false);
      },
    },
    {
      name: 'B11 an abort while the log is quiet stops the pump',
      async run(context) {
        const buffer = createBuffer();
        const abort = new AbortController();
        const connection = await connect(context);
        const cursor = buffer.cursor();
        const outcome = connection.pump(cursor, { signal: abort.signal });
        await appendChecked(buffer, 20);
        while (cursor.lag > 0 || buffer.stats().leases > 0) await nextTurn();
        abort.abort();
        const { reason, error, bytes } = await outcome;
        assert.deepEqual([reason, error, bytes], ['aborted', abort.signal.reason, 20 * FRAME_BYTES]);
        assert.ok(connection.isClosed);
        if (tellsEnds) assert.equal((await connection.receive()).isWhole, false);
      },
    },
    {
      name: 'B11 an abort under back-pressure stops the pump at once and frees its pins',
      async run(context) {
        const buffer = createBuffer();
        const abort = new AbortController();
        const { connection, outcome } = await stalledAndLapped(context, buffer, { signal: abort.signal });
        abort.abort();
        assert.equal((await soon(outcome)).reason, 'aborted');
        assert.ok(connection.isClosed);
        assert.equal(buffer.stats().leases, 0);
      },
    },
    {
      name: 'B12 a paused client costs at most the high-water mark and one batch',
      async run(context) {
        const buffer = createBuffer();
        const batchBytes = 4000;
        const connection = await connect(context);
        const cursor = buffer.cursor();
        void connection.pump(cursor, { batchBytes });
        let mostBytes = 0;
        await stall(connection, buffer, [cursor], () => {
          mostBytes = Math.max(mostBytes, connection.heldBytes);
        });
        await appendChecked(buffer, 2 * LAP);
        mostBytes = Math.max(mostBytes, connection.heldBytes);
        const { highWaterBytes, framingBytes } = connection;
        assert.ok(mostBytes <= highWaterBytes + batchBytes + framingBytes, `${mostBytes} bytes`);
      },
    },
    {
      name: 'B18 seal lets every pump finish its backlog, without a reset',
      async run(context) {
        const buffer = createBuffer({ retainBytes: 1 << 24 });
        const connections = await Promise.all([1, 2, 3].map(() => connect(context)));
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
    },
    {
      name: 'B14 a log that was sealed with an error sends the rest and does not end as if it were whole',
      async run(context) {
        const buffer = createBuffer();
        const connection = await connect(context);
        const cursor = buffer.cursor();
        const outcome = connection.pump(cursor);
        const received = connection.receive();
        buffer.append('rest');
        while (cursor.lag > 0 || buffer.stats().leases > 0) await nextTurn();
        const error = new Error('source broke');
        buffer.seal(error);
        assert.deepEqual(await outcome, { reason: 'error', error, bytes: 4, gaps: 0 });
        if (tellsEnds) assert.equal((await received).isWhole, false);
      },
    },
    {
      name: 'two buffers are pumped one behind the other to one client',
      async run(context) {
        const buffer = createBuffer();
        const greeting = create({ segmentBytes: 64, retainBytes: 64, maxPinnedBytes: 0 });
        greeting.append('hello ');
        greeting.seal();
        const connection = await connect(context);
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
    },
    {
      name: 'B18 disposing the cursor stops one reader gracefully',
      async run(context) {
        const buffer = createBuffer();
        const connection = await connect(context);
        const cursor = buffer.cursor();
        const outcome = connection.pump(cursor);
        const received = connection.receive();
        buffer.append('last words');
        while (cursor.lag > 0) await nextTurn();
        cursor[Symbol.dispose]();
        assert.equal((await outcome).reason, 'end');
        assert.deepEqual(await received, { bytes: Buffer.from('last words'), isWhole: true });
      },
    },
    {
      name: 'B8 a client that left before the pump starts is noticed at once',
      async run(context) {
        const buffer = createBuffer();
        const connection = await connect(context);
        await connection.leave();
        const outcome = connection.pump(buffer.cursor());
        buffer.append('x');
        assert.deepEqual(await outcome, { reason: 'client-closed', bytes: 0, gaps: 0 });
      },
    },
    {
      name: 'B9 what the notice of a gap throws comes out, and the client is not left hanging',
      async run(context) {
        const buffer = createBuffer();
        const cursor = buffer.cursor();
        await appendChecked(buffer, 1000);
        const onGap = () => {
          throw new Error('no notice');
        };
        const connection = await connect(context);
        await assert.rejects(connection.pump(cursor, { onGap }), /no notice/);
        assert.ok(connection.isClosed);
      },
    },
  ];
}

/** Appends until the paused client of this connection holds up its pump; waits for its cursor and others meanwhile. */
async function stall(connection: Connection, buffer: StreamBuffer, cursors: readonly Cursor[], eachTurn = () => {}) {
  while (!connection.isFull && !connection.isClosed) {
    await appendChecked(buffer, 20);
    while (cursors.some(cursor => cursor.lag > 0) && !connection.isFull && !connection.isClosed) await nextTurn();
    eachTurn();
  }
}

/** The outcome of what needs nothing from outside any more. Fails when it takes more than some turns of the event loop. */
async function soon<T>(outcome: Promise<T>): Promise<T> {
  const late = (async (): Promise<never> => {
    for (let turn = 0; turn < 100; turn++) await nextTurn();
    assert.fail('did not settle within 100 turns of the event loop');
  })();
  return await Promise.race([outcome, late]);
}
