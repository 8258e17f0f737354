import { type Cursor, createStreamBuffer } from './buffer.ts';

/** Bytes for one reader alone, which take the same road as shared ones: a small log of their own. */
export function cursorOver(bytes: Uint8Array | string): Cursor {
  const sizeBytes = typeof bytes === 'string' ? Buffer.byteLength(bytes) : bytes.byteLength;
  const own = createStreamBuffer({ segmentBytes: sizeBytes, retainBytes: sizeBytes, maxPinnedBytes: 0 });
  own.append(bytes);
  own.seal();
  return own.cursor('oldest');
}
