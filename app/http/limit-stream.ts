import type { Cursor } from '../stream/buffer.ts';
import type { Ticket } from './stream-gate.ts';

/** Every stream ends by itself after about so long and is opened again: rights are checked anew, load spreads. */
const LIFETIME_MS = 15 * 60_000;
const LIFETIME_JITTER = 0.2;
/** Node keeps a list for each length of time, so that a thousand streams should not have a thousand lengths. */
const LIFETIME_STEP_MS = 1000;

/** Given back by disposing, which ends the reading if it has not ended. */
export interface LimitedStream extends Disposable {
  /** It has lived long enough. */
  readonly isOver: boolean;
}

/** Ends the reading between two frames when the ticket ends or has lived long enough. */
export function limitStream(cursor: Cursor, ticket: Pick<Ticket, 'onEnd'>): LimitedStream {
  return new Limited(cursor, ticket);
}

class Limited implements LimitedStream {
  isOver = false;
  readonly #cursor: Cursor;
  readonly #lifetime: NodeJS.Timeout;

  constructor(cursor: Cursor, ticket: Pick<Ticket, 'onEnd'>) {
    this.#cursor = cursor;
    const lifetimeMs = LIFETIME_MS * (1 + LIFETIME_JITTER * Math.random());
    const steps = Math.round(lifetimeMs / LIFETIME_STEP_MS);
    this.#lifetime = setTimeout(() => this.#outlive(), steps * LIFETIME_STEP_MS).unref();
    ticket.onEnd(() => this.#end());
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#lifetime);
    this.#end();
  }

  #outlive(): void {
    this.isOver = true;
    this.#end();
  }

  #end(): void {
    this.#cursor[Symbol.dispose]();
  }
}
