import { PbfReader } from 'pbf';
import { type Checked, invalid, valid } from './checked.ts';

/** Reads a whole message. A sentence when it is none, or ends early: `pbf` itself would read what is there. */
export function readProtobuf<T>(body: Uint8Array, read: (reader: PbfReader) => T): Checked<T> {
  const reader = new PbfReader(body);
  try {
    const value = read(reader);
    if (reader.pos === body.length) return valid(value);
  } catch {
    // What it says speaks of its own inside.
  }
  return invalid('the body is no whole protobuf message of that kind; send it again, or as JSON.');
}
