import type { Cursor } from '../stream/buffer.ts';
import { CountedCursor } from '../stream/counted-cursor.ts';
import { GzipCursor } from '../stream/gzip/gzip-cursor.ts';
import type { Traffic } from './metering/traffic.ts';
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

/** The wire of one viewer, which takes its cursor over. What goes over it is counted. */
export function wireOf({ cursor, deflated }: Viewing, isGzip: boolean, traffic: Traffic): Wire {
  if (!isGzip) return plainWire(cursor, traffic);
  const gzip = new GzipCursor(cursor, deflated, traffic.countCompressed);
  return { cursor: gzip, encode: event => gzip.text(event), last: event => gzip.end(event) };
}

function plainWire(cursor: Cursor, { countPlain }: Traffic): Wire {
  const encode = (event: string) => {
    const bytes = Buffer.from(event);
    countPlain(1, bytes.byteLength);
    return bytes;
  };
  return {
    cursor: new CountedCursor(cursor, countPlain),
    encode,
    last: event => (event === undefined ? new Uint8Array() : encode(event)),
  };
}
