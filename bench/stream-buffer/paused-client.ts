import { setImmediate as nextTurn } from 'node:timers/promises';
import { crc32 } from 'node:zlib';
import type { StreamBuffer, StreamBufferOptions } from '../../app/stream/buffer.ts';
import { pumpToNode } from '../../app/stream/pump-to-node.ts';
import { appendChecked, FRAME_BYTES } from '../../app/stream/testing/checked-frames.ts';
import { openHttp1, readBody } from '../../app/stream/testing/http1-kind.ts';

const LAP_BYTES = 65_536;
const LAPS = 20;

/** What a client on a real socket gets that paused while the log ran over it twenty times. */
export async function countWrong(create: (options: StreamBufferOptions) => StreamBuffer) {
  const undoing: (() => unknown)[] = [];
  const { res, client } = await openHttp1({ after: undo => void undoing.push(undo) });
  const buffer = create({ segmentBytes: 16_384, retainBytes: LAP_BYTES, maxPinnedBytes: 262_144, debugPoison: true });
  const outcome = pumpToNode(buffer.cursor(), res);
  while (!res.writableNeedDrain) await appendChecked(buffer, 20);
  await appendChecked(buffer, (LAPS * LAP_BYTES) / FRAME_BYTES);
  buffer.seal();
  const { bytes } = await readBody(client);
  await outcome;
  for (const undo of undoing) undo();
  await nextTurn();
  return inspect(bytes);
}

/** Whose checksum does not fit, or that is not younger than all before it: both come from memory that was written over. */
function inspect(body: Buffer) {
  const frames = Math.floor(body.length / FRAME_BYTES);
  let [corrupt, misplaced, newest] = [0, 0, 0];
  for (let index = 0; index < frames; index++) {
    const frame = body.subarray(index * FRAME_BYTES, (index + 1) * FRAME_BYTES);
    const number = frame.readUInt32BE(1);
    if (frame.readUInt32BE(FRAME_BYTES - 4) !== crc32(frame.subarray(0, -4))) corrupt += 1;
    else if (number <= newest) misplaced += 1;
    else newest = number;
  }
  return { frames, corrupt, misplaced };
}
