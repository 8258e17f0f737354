import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ClaimContext } from '../../testing/claim.ts';
import type { CreateBuffer } from '../buffer.tck.ts';
import type { Cursor, StreamBuffer, StreamBufferOptions } from '../buffer.ts';
import type { PumpOptions, PumpOutcome } from '../pump.ts';
import { appendChecked, FRAME_BYTES } from './checked-frames.ts';
import type { Connection, SinkKind } from './sink-kind.ts';

export type SinkClaims = Record<string, (stage: SinkStage) => Promise<void>>;

export const SEGMENT_BYTES = 16_384;
const RETAIN_BYTES = 65_536;
/** Enough for what one stalled connection holds: its high-water mark and one batch. */
const MAX_PINNED_BYTES = 262_144;
/** Frames that fill the log once. */
export const LAP = RETAIN_BYTES / FRAME_BYTES;

/** Buffers and clients for one claim. */
export interface SinkStage {
  readonly tellsEnds: boolean;
  /** Poisons what may be written again, unless told otherwise. */
  createBuffer(options?: Partial<StreamBufferOptions>): StreamBuffer;
  connect(): Promise<Connection>;
  /** A paused client that holds up its pump and was overtaken since. */
  stalledAndLapped(
    buffer: StreamBuffer,
    options?: PumpOptions,
  ): Promise<{ readonly connection: Connection; readonly outcome: Promise<PumpOutcome> }>;
}

export function createSinkStage(kind: SinkKind, create: CreateBuffer, context: ClaimContext): SinkStage {
  const connect = () => kind.connect(context);
  return {
    tellsEnds: kind.tellsEnds,
    connect,
    createBuffer(options = {}) {
      const sizes = { segmentBytes: SEGMENT_BYTES, retainBytes: RETAIN_BYTES, maxPinnedBytes: MAX_PINNED_BYTES };
      return create({ ...sizes, debugPoison: true, ...options });
    },
    async stalledAndLapped(buffer, options) {
      const connection = await connect();
      const cursor = buffer.cursor();
      const outcome = connection.pump(cursor, options);
      await stall(connection, buffer, [cursor]);
      await appendChecked(buffer, 2 * LAP);
      return { connection, outcome };
    },
  };
}

/** Appends until the paused client of this connection holds up its pump; waits for its cursor and others meanwhile. */
export async function stall(
  connection: Connection,
  buffer: StreamBuffer,
  cursors: readonly Cursor[],
  eachTurn = () => {},
): Promise<void> {
  while (!connection.isFull && !connection.isClosed) {
    await appendChecked(buffer, 20);
    while (cursors.some(cursor => cursor.lag > 0) && !connection.isFull && !connection.isClosed) await nextTurn();
    eachTurn();
  }
}
