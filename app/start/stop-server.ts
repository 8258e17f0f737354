import type { Server } from 'node:http';
import type { StreamGate } from '../http/stream-gate.ts';

/** Requests that have not finished by then are cut off: the rest of the ten seconds is for writing and closing. */
const CUT_OFF_MS = 4000;
/** A connection that is kept alive becomes idle at some later moment; Node closes those that are idle already. */
const CLOSE_IDLE_EVERY_MS = 50;
/** Supervisors that ask kindly kill after about so long; signals in between change nothing. */
const DEADLINE_MS = 10_000;

export interface StopOptions {
  readonly server: Server;
  readonly gate: StreamGate;
  /** Writes what still waits to be written. */
  readonly beforeClose: () => Promise<void>;
  /** Closed in this order. */
  readonly stores: readonly { close(): void | Promise<void> }[];
  /** Called when it is not over after ten seconds: what is committed is safe however the process ends. */
  readonly onLate: () => void;
}

/**
 * An orderly stop: no new connections, streams end with a word, requests finish, then the files are closed. A file that
 * cannot be closed does not keep the others open.
 *
 * @throws AggregateError with everything that went wrong while closing.
 */
export async function stopServer({ server, gate, beforeClose, stores, onLate }: StopOptions): Promise<void> {
  const deadline = setTimeout(onLate, DEADLINE_MS);
  const cutOff = setTimeout(() => server.closeAllConnections(), CUT_OFF_MS);
  const closed = new Promise<void>(resolve => server.close(() => resolve()));
  const closeIdle = setInterval(() => server.closeIdleConnections(), CLOSE_IDLE_EVERY_MS);
  // Who sends without a pause is never idle: each open connection takes one more request at most.
  server.prependListener('request', (_request, response) => {
    response.shouldKeepAlive = false;
  });
  gate.end(() => true, { event: 'restart', data: '' });
  await closed;
  clearInterval(closeIdle);
  clearTimeout(cutOff);
  try {
    await runAll([beforeClose, ...stores.map(store => () => store.close())]);
  } finally {
    clearTimeout(deadline);
  }
}

async function runAll(steps: readonly (() => void | Promise<void>)[]): Promise<void> {
  const errors: unknown[] = [];
  for (const step of steps) await (async () => step())().catch(error => errors.push(error));
  if (errors.length > 0) throw new AggregateError(errors, 'Not everything could be closed in order.');
}
