import type { Cursor } from '../stream/buffer.ts';
import type { Ticket } from './stream-gate.ts';

/** Every stream ends by itself after about so long and is opened again: rights are checked anew, load spreads. */
const LIFETIME_MS = 15 * 60_000;
const LIFETIME_JITTER = 0.2;

/** Ends the reading between two frames when the ticket ends or has lived long enough, and at once when called. */
export function limitStream(cursor: Cursor, { signal }: Pick<Ticket, 'signal'>): () => void {
  const end = () => cursor[Symbol.dispose]();
  const lifetime = setTimeout(end, LIFETIME_MS * (1 + LIFETIME_JITTER * Math.random())).unref();
  if (signal.aborted) end();
  signal.addEventListener('abort', end, { once: true });
  return () => {
    clearTimeout(lifetime);
    signal.removeEventListener('abort', end);
    end();
  };
}
