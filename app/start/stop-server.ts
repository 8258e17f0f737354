import type { Server } from 'node:http';
import type { StreamGate } from '../http/stream-gate.ts';

/** Requests that have not finished by then are cut off: the rest of the ten seconds is for writing and closing. */
const CUT_OFF_MS = 4000;

export interface StopOptions {
  readonly server: Server;
  readonly gate: StreamGate;
  /** Writes what still waits to be written. */
  readonly beforeClose: () => Promise<void>;
  /** Closed in this order. */
  readonly stores: readonly { close(): void | Promise<void> }[];
}

/**
 * An orderly stop: no new connections, streams end with a word, requests finish, then the files are closed. A file that
 * cannot be closed does not keep the others open.
 *
 * @throws AggregateError with everything that went wrong while closing.
 */
export async function stopServer({ server, gate, beforeClose, stores }: StopOptions): Promise<void> {
  const cutOff = setTimeout(() => server.closeAllConnections(), CUT_OFF_MS);
  const closed = new Promise<void>(resolve => server.close(() => resolve()));
  gate.end(() => true, { event: 'restart', data: '' });
  server.closeIdleConnections();
  await closed;
  clearTimeout(cutOff);
  await runAll([beforeClose, ...stores.map(store => () => store.close())]);
}

async function runAll(steps: readonly (() => void | Promise<void>)[]): Promise<void> {
  const errors: unknown[] = [];
  for (const step of steps) await (async () => step())().catch(error => errors.push(error));
  if (errors.length > 0) throw new AggregateError(errors, 'Not everything could be closed in order.');
}
