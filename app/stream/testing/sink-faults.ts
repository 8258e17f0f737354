import assert from 'node:assert/strict';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { EjectedError } from '../ejected-error.ts';
import { appendChecked, assertAccountedFor, FRAME_BYTES, parseCheckedFrames } from './checked-frames.ts';
import { settledSoon } from './settled-soon.ts';
import { LAP, SEGMENT_BYTES, type SinkClaims, stall } from './sink-stage.ts';

/** What clients that stall, die or are cut off cost: never more than was promised, and nobody else. */
export const faultClaims: SinkClaims = {
  'B8 a client that dies with data in flight leaves no pin behind, twice': async stage => {
    const buffer = stage.createBuffer();
    for (let round = 0; round < 2; round++) {
      const { connection, outcome } = await stage.stalledAndLapped(buffer);
      assert.ok(buffer.stats().leases > 0);
      await connection.leave();
      assert.equal((await outcome).reason, 'client-closed');
      assert.deepEqual([buffer.stats().pinnedBytes, buffer.stats().leases], [0, 0]);
    }
  },

  'B10 a stalled client is ejected when it holds too much memory, and a live one loses nothing': async stage => {
    const buffer = stage.createBuffer({ maxPinnedBytes: 3 * SEGMENT_BYTES });
    const [live, stalled] = [await stage.connect(), await stage.connect()];
    const received = live.receive();
    const cursors = [buffer.cursor(), buffer.cursor()] as const;
    const outcomes = [live.pump(cursors[0]), stalled.pump(cursors[1])] as const;
    await stall(stalled, buffer, cursors);
    await appendChecked(buffer, 2 * LAP, cursors[0]);
    const { reason, error } = await settledSoon(outcomes[1]);
    assert.equal(reason, 'stalled');
    assert.ok(error instanceof EjectedError);
    buffer.seal();
    assertAccountedFor(parseCheckedFrames((await received).bytes), 1, buffer.nextSeq);
    assert.deepEqual(await outcomes[0], { reason: 'end', bytes: (buffer.nextSeq - 1) * FRAME_BYTES, gaps: 0 });
    assert.equal(buffer.stats().ejected, 1);
  },

  'B11 a client that never makes room is cut off after the stall timeout': async stage => {
    const buffer = stage.createBuffer();
    const { connection, outcome } = await stage.stalledAndLapped(buffer, { stallTimeoutMs: 1 });
    assert.equal((await outcome).reason, 'stalled');
    assert.ok(connection.isClosed);
    assert.equal(buffer.stats().leases, 0);
  },

  'B11 a client that was handed much has up to four times as long, as it may only be slow': async stage => {
    const buffer = stage.createBuffer();
    const stallTimeoutMs = 100;
    const { connection, outcome } = await stage.stalledAndLapped(buffer, { stallTimeoutMs });
    const startMs = performance.now();
    const least = stallTimeoutMs + Math.min(connection.heldBytes, 3 * stallTimeoutMs);
    assert.equal((await outcome).reason, 'stalled');
    const tookMs = performance.now() - startMs;
    assert.ok(tookMs > least / 2 && tookMs > stallTimeoutMs, `${tookMs} ms of ${least}`);
  },

  'B11 a client that leaves while it holds up the last bytes is not taken for served': async stage => {
    const buffer = stage.createBuffer();
    const { connection, outcome } = await stage.stalledAndLapped(buffer);
    buffer.seal();
    await connection.leave();
    assert.equal((await outcome).reason, 'client-closed');
  },

  'B11 a signal that was aborted before stops the pump before the first byte': async stage => {
    const buffer = stage.createBuffer();
    buffer.append('never sent');
    const signal = AbortSignal.abort(new Error('too late'));
    const connection = await stage.connect();
    const cursor = buffer.cursor('oldest');
    const outcome = await connection.pump(cursor, { signal });
    assert.deepEqual(outcome, { reason: 'aborted', error: signal.reason, bytes: 0, gaps: 0 });
    assert.ok(connection.isClosed);
    assert.deepEqual(cursor.read(), { kind: 'end' });
    const { bytes, isWhole } = await connection.receive();
    assert.equal(bytes.length, 0);
    if (stage.tellsEnds) assert.equal(isWhole, false);
  },

  'B11 an abort while the log is quiet stops the pump': async stage => {
    const buffer = stage.createBuffer();
    const abort = new AbortController();
    const connection = await stage.connect();
    const cursor = buffer.cursor();
    const outcome = connection.pump(cursor, { signal: abort.signal });
    await appendChecked(buffer, 20);
    while (cursor.lag > 0 || buffer.stats().leases > 0) await nextTurn();
    abort.abort();
    const { reason, error, bytes } = await outcome;
    assert.deepEqual([reason, error, bytes], ['aborted', abort.signal.reason, 20 * FRAME_BYTES]);
    assert.ok(connection.isClosed);
    if (stage.tellsEnds) assert.equal((await connection.receive()).isWhole, false);
  },

  'B11 an abort under back-pressure stops the pump at once and frees its pins': async stage => {
    const buffer = stage.createBuffer();
    const abort = new AbortController();
    const { connection, outcome } = await stage.stalledAndLapped(buffer, { signal: abort.signal });
    abort.abort();
    assert.equal((await settledSoon(outcome)).reason, 'aborted');
    assert.ok(connection.isClosed);
    assert.equal(buffer.stats().leases, 0);
  },

  'B12 a paused client costs at most the high-water mark and one batch': async stage => {
    const buffer = stage.createBuffer();
    const batchBytes = 4000;
    const connection = await stage.connect();
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

  'B8 a client that left before the pump starts is noticed at once': async stage => {
    const buffer = stage.createBuffer();
    const connection = await stage.connect();
    await connection.leave();
    const outcome = connection.pump(buffer.cursor());
    buffer.append('x');
    assert.deepEqual(await outcome, { reason: 'client-closed', bytes: 0, gaps: 0 });
  },
};
