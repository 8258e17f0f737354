import type { Cursor } from './buffer.ts';
import { type NodeResponse, NodeSink } from './node-sink.ts';
import { type PumpOptions, type PumpOutcome, pump } from './pump.ts';

/**
 * Writes what a cursor reads to a Node response until the log ends, and says how it went. No byte is copied.
 *
 * It writes body bytes only: the head is the caller's (else Node's implicit one goes out with the first bytes).
 * It takes the cursor over and disposes it. What becomes of `res` depends on the outcome:
 *
 * | reason          | when                                                                | `res`                                  |
 * |-----------------|---------------------------------------------------------------------|----------------------------------------|
 * | `end`           | log sealed, or cursor disposed; the system took every byte          | `end()`, or open with `endResponse: false` |
 * | `client-closed` | the connection went away                                            | is destroyed already                   |
 * | `stalled`       | no drain for `stallTimeoutMs`, or the buffer ejected the reader     | destroyed                              |
 * | `aborted`       | `signal`, also one that was aborted before; `error` is its reason   | destroyed, also with `endResponse: false` |
 * | `error`         | log sealed with an error or disposed, or `res` failed               | destroyed                              |
 *
 * Destroying breaks an HTTP/1 connection and resets an HTTP/2 stream. To stop one reader gracefully dispose its
 * cursor: what was written arrives, and frames stay whole. A heartbeat is a frame like any other: append it.
 * @throws Error when the response has already ended; what `onGap` throws (then `res` is destroyed).
 */
export async function pumpToNode(
  cursor: Cursor,
  res: NodeResponse,
  options: PumpToNodeOptions = {},
): Promise<PumpOutcome> {
  return pump(cursor, new NodeSink(res, options), options, options.endResponse ?? true);
}

export interface PumpToNodeOptions extends PumpOptions {
  /** False leaves `res` open at the `end`, so that another buffer can be pumped behind this one. Default true. */
  readonly endResponse?: boolean;
}
