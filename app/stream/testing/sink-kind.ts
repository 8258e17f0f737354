import type { ClaimContext } from '../../testing/claim.ts';
import type { Cursor } from '../buffer.ts';
import type { PumpOptions, PumpOutcome } from '../pump.ts';

/** One kind of sink under test: how to get a real client on a real connection to it. */
export interface SinkKind {
  readonly name: string;
  /** Whether its client can tell a stream that was cut off from a whole one. */
  readonly tellsEnds: boolean;
  connect(context: ClaimContext): Promise<Connection>;
}

/** A client that reads nothing until `receive`, and the server's end. */
export interface Connection {
  pump(cursor: Cursor, options?: PumpOptions & { readonly isLast?: boolean }): Promise<PumpOutcome>;
  /** The server's end asks not to be given more. */
  readonly isFull: boolean;
  /** Bytes at the server's end that the system has not taken, and how many that may be before it is full. */
  readonly heldBytes: number;
  readonly highWaterBytes: number;
  /** Bytes of framing that may come on top of what a pump wrote at once. */
  readonly framingBytes: number;
  /** The server's end was closed, by whoever. */
  readonly isClosed: boolean;
  /** Reads to the end. */
  receive(): Promise<Received>;
  /** The client dies; resolves when the server's end knows. */
  leave(): Promise<void>;
}

export interface Received {
  readonly bytes: Buffer;
  /** It ended the way that says so. Where `tellsEnds` is false: it was not reset. */
  readonly isWhole: boolean;
}
