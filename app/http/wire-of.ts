import type { Cursor } from '../stream/buffer.ts';
import type { OnBatch } from '../stream/counted-cursor.ts';
import { GzipCursor } from '../stream/gzip/gzip-cursor.ts';
import type { Traffic } from './metering/traffic.ts';
import type { Viewing } from './screen.ts';

/** How the events of one stream go out: as they are, or as one gzip stream. What is sent is sent in the order of the calls. */
export interface Wire {
  /** The shared frames. */
  readonly cursor: Cursor;
  /** Has to be told of what is read from `cursor`, unless that counts by itself. */
  readonly onBatch: OnBatch | undefined;
  /** An event for this viewer alone. */
  encode(event: string): Uint8Array;
  /** The last bytes, with a last event if there is one; none is possible. */
  last(event?: string): Uint8Array;
}

/** The wire of one viewer, which takes its cursor over. What goes over it is counted. */
export function wireOf({ cursor, deflated }: Viewing, isGzip: boolean, traffic: Traffic): Wire {
  if (!isGzip) return new PlainWire(cursor, traffic);
  const gzip = new GzipCursor(cursor, deflated, traffic.countCompressed);
  return { cursor: gzip, onBatch: undefined, encode: event => gzip.text(event), last: event => gzip.end(event) };
}

class PlainWire implements Wire {
  readonly cursor: Cursor;
  readonly onBatch: OnBatch;

  constructor(cursor: Cursor, { countPlain }: Traffic) {
    this.cursor = cursor;
    this.onBatch = countPlain;
  }

  encode(event: string): Uint8Array {
    const bytes = Buffer.from(event);
    this.onBatch(1, bytes.byteLength);
    return bytes;
  }

  last(event?: string): Uint8Array {
    return event === undefined ? new Uint8Array() : this.encode(event);
  }
}
