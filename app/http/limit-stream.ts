import type { Cursor } from '../stream/buffer.ts';
import type { Ticket } from './stream-gate.ts';

/** Every stream ends by itself after about so long and is opened again: rights are checked anew, load spreads. */
const LIFETIME_MS = 15 * 60_000;
const LIFETIME_JITTER = 0.2;
/** Node keeps a list for each length of time, so that a thousand streams should not have a thousand lengths. */
const LIFETIME_STEP_MS = 1000;

/** Ends the reading between two frames when the ticket ends or has lived long enough, and at once when called. */
export function limitStream(cursor: Cursor, ticket: Pick<Ticket, 'onEnd'>): () => void {
  const end = () => cursor[Symbol.dispose]();
  const lifetimeMs = LIFETIME_MS * (1 + LIFETIME_JITTER * Math.random());
  const lifetime = setTimeout(end, Math.round(lifetimeMs / LIFETIME_STEP_MS) * LIFETIME_STEP_MS).unref();
  ticket.onEnd(end);
  return () => {
    clearTimeout(lifetime);
    end();
  };
}
