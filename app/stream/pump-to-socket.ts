import type { Socket } from 'node:net';
import type { Cursor } from './buffer.ts';
import { type PumpOptions, type PumpOutcome, pump } from './pump.ts';
import { SocketSink } from './socket-sink.ts';

/**
 * Writes what a cursor reads to a connection until the log ends, and says how it went; no byte is copied. It is `pumpToNode`
 * for the body of an HTTP/1 response that ends with its connection: past the response, at half the cost of each write.
 * The outcomes are the same, but that a connection which fails is a client that went away; what is said
 * there of the response happens to the connection.
 */
export function pumpToSocket(
  cursor: Cursor,
  socket: Socket,
  { endSocket = true, ...options }: PumpToSocketOptions = {},
): Promise<PumpOutcome> {
  return pump(cursor, new SocketSink(socket, options), options, endSocket);
}

export interface PumpToSocketOptions extends PumpOptions {
  /** False leaves the connection open at the `end`. Default true. */
  readonly endSocket?: boolean;
}
