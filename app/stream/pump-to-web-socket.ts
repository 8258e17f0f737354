import type { Cursor } from './buffer.ts';
import { type PumpOptions, type PumpOutcome, pump } from './pump.ts';
import { type ServerWebSocket, WebSocketSink, type WebSocketSinkOptions } from './web-socket-sink.ts';

/**
 * Writes what a cursor reads to a WebSocket until the log ends, and says how it went. One frame is one message; no byte
 * is copied, unless the socket compresses. `socket` is the server's end as the package `ws` makes it.
 *
 * It takes the cursor over and disposes it. What becomes of the socket depends on the outcome:
 *
 * | reason          | when                                                              | the client is told                       |
 * |-----------------|-------------------------------------------------------------------|------------------------------------------|
 * | `end`           | log sealed, or cursor disposed; the client confirmed the close    | 1000, or nothing with `closeSocket: false` |
 * | `client-closed` | the client closed the socket, or its connection went away         | -                                        |
 * | `stalled`       | no room for `stallTimeoutMs`, or the buffer ejected the reader    | cut off: 1006 on its side                |
 * | `aborted`       | `signal`, also one that was aborted before; `error` is its reason | 1001, or cut off when it has no room     |
 * | `error`         | log sealed with an error or disposed, or a message broke the rules | 1011, or cut off when it has no room     |
 *
 * A code for "stalled" (1013) would wait behind the very bytes that the client does not take.
 * What the client sends, pings and the limit on its messages stay the caller's.
 * @throws what `onGap` throws; the socket is then closed as for `error`.
 */
export async function pumpToWebSocket(
  cursor: Cursor,
  socket: ServerWebSocket,
  options: PumpToWebSocketOptions = {},
): Promise<PumpOutcome> {
  return await pump(cursor, new WebSocketSink(socket, options), options, options.closeSocket ?? true);
}

export interface PumpToWebSocketOptions extends PumpOptions, WebSocketSinkOptions {
  /** False leaves the socket open at the `end`, so that another buffer can be pumped behind this one. Default true. */
  readonly closeSocket?: boolean;
}
