import { createBatch, type Parsed } from './batch.ts';
import { parseJsonElement } from './json-element.ts';
import { byteOrderMarkBytes } from './locator.ts';
import { endOfLine, skipSpace } from './space.ts';

/**
 * Readings from NDJSON (JSON Lines): one element a line, blank lines between them are fine.
 *
 *     {"metric": "temperature", "value": 21.4, "labels": {"room": "kitchen"}}
 *     {"humidity": 40, "pressure": 1013}
 *
 * The forms of an element are in `json-reading.ts`.
 */
export function parseNdjson(body: Buffer, nowMs: number): Parsed {
  const batch = createBatch(body);
  let start = skipSpace(body, byteOrderMarkBytes(body));
  while (start < body.length && !batch.isFull()) {
    const end = endOfLine(body, start);
    batch.add(start, parseJsonElement(body.subarray(start, end), nowMs));
    start = skipSpace(body, end);
  }
  batch.refuseRest(start);
  return batch.result();
}
