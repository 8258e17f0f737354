import type { Cursor } from '../stream/buffer.ts';
import { GzipCursor, type OnPiece } from '../stream/gzip/gzip-cursor.ts';
import type { Viewing } from './screen.ts';

/** How the events of one stream go out: as they are, or as one gzip stream. What is sent is sent in the order of the calls. */
export interface Wire {
  /** The shared frames. */
  readonly cursor: Cursor;
  /** An event for this viewer alone. */
  encode(event: string): Uint8Array;
  /** The last bytes, with a last event if there is one; none is possible. */
  last(event?: string): Uint8Array;
}

/** The wire of one viewer, which takes its cursor over. `onPiece` counts what is compressed. */
export function wireOf({ cursor, deflated }: Viewing, isGzip: boolean, onPiece: OnPiece): Wire {
  if (!isGzip) return plainWire(cursor);
  const gzip = new GzipCursor(cursor, deflated, onPiece);
  return { cursor: gzip, encode: event => gzip.text(event), last: event => gzip.end(event) };
}

function plainWire(cursor: Cursor): Wire {
  return { cursor, encode: encodePlain, last: encodePlain };
}

const encodePlain = (event = '') => Buffer.from(event);
