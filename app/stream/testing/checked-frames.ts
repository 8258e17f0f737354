import assert from 'node:assert/strict';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { crc32 } from 'node:zlib';
import type { Cursor, StreamBuffer } from '../buffer.ts';

/** Every checked frame has this size, so that a body can be taken apart again. */
export const FRAME_BYTES = 1000;

export interface CheckedFrame {
  readonly kind: 'data' | 'gap';
  /** Number of the frame in its log; of a gap how many are missing. */
  readonly number: number;
}

/** Filler that cannot be compressed: a frame fills pipes with as many bytes as it has. */
const FILLER = Buffer.alloc(1_000_000);
for (let at = 0, state = 7; at < FILLER.length; at++) {
  state = (state * 48_271) % 2_147_483_647;
  FILLER[at] = state >>> 8;
}

/** Kind, number, filler and a checksum over all of it. */
export function checkedFrame(number: number, kind: CheckedFrame['kind'] = 'data'): Buffer {
  const start = (number * FRAME_BYTES) % FILLER.length;
  const frame = Buffer.from(FILLER.subarray(start, start + FRAME_BYTES));
  frame.writeUInt8(kind === 'data' ? 1 : 2, 0);
  frame.writeUInt32BE(number, 1);
  frame.writeUInt32BE(crc32(frame.subarray(0, -4)), FRAME_BYTES - 4);
  return frame;
}

/** What a client received, frame by frame. Fails on a frame that is not sound, and on half a frame. */
export function parseCheckedFrames(body: Uint8Array): CheckedFrame[] {
  assert.equal(body.length % FRAME_BYTES, 0);
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.length);
  return Array.from({ length: body.length / FRAME_BYTES }, (_, index) => {
    const frame = bytes.subarray(index * FRAME_BYTES, (index + 1) * FRAME_BYTES);
    assert.equal(frame.readUInt32BE(FRAME_BYTES - 4), crc32(frame.subarray(0, -4)), `frame ${index} is corrupt`);
    return { kind: frame.readUInt8(0) === 1 ? 'data' : 'gap', number: frame.readUInt32BE(1) };
  });
}

/** Fails unless these are the frames of a log from `first` on, each once and in order, with exact notices for the rest. */
export function assertAccountedFor(frames: readonly CheckedFrame[], first: number, behind: number): void {
  let expected = first;
  for (const { kind, number } of frames) {
    if (kind === 'data') assert.equal(number, expected);
    expected += kind === 'gap' ? number : 1;
  }
  assert.equal(expected, behind);
}

/** Appends checked frames, a few a turn of the event loop, so that pumps that can follow do. For `follower` it waits. */
export async function appendChecked(buffer: StreamBuffer, frames: number, follower?: Cursor): Promise<void> {
  for (let index = 0; index < frames; index++) {
    buffer.append(checkedFrame(buffer.nextSeq));
    if (index % 20 === 19) await nextTurn();
    while (follower && follower.lag > 0) await nextTurn();
  }
}
