import { createFindings } from './batch.ts';
import type { ReadBody } from './body-reader.ts';
import { bodyLimits } from './limits.ts';
import type { PointColumns } from './point-columns.ts';
import { parseRemoteWrite } from './remote-write.ts';
import type { RemoteWriteNames } from './remote-write-names.ts';
import { unpackSnappyBlock } from './unpack-snappy-block.ts';

/** Memory of one unpacked body, used again; larger ones are made anew each time. */
const KEPT_BYTES = 4 * 1024 * 1024;
let kept: Buffer | undefined; // of this thread

/** Readings from a body of remote write as it came, or, with the packing `none`, from one that is unpacked already. */
export function readRemoteWrite(
  body: Buffer,
  packing: 'snappy' | 'none',
  names: RemoteWriteNames,
  points: PointColumns,
): ReadBody {
  if (packing === 'none') return parseRemoteWrite(body, names, points);
  const plain = unpackSnappyBlock(body, bodyLimits.plainBytes, takeMemory);
  if (Buffer.isBuffer(plain)) return parseRemoteWrite(plain, names, points);
  const findings = createFindings(body, () => ({ line: 1, column: 1 }));
  findings.refuse(0, plain.reason);
  return { points, ...findings.result() };
}

/** Nothing of what is read points into it. */
function takeMemory(bytes: number): Buffer {
  if (bytes > KEPT_BYTES) return Buffer.allocUnsafeSlow(bytes);
  kept ??= Buffer.allocUnsafeSlow(KEPT_BYTES);
  return kept;
}
