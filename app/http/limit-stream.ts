import type { Cursor } from '../stream/buffer.ts';
import type { Ticket } from './stream-gate.ts';

/** Every stream ends by itself after about so long and is opened again: rights are checked anew, load spreads. */
const LIFETIME_MS = 15 * 60_000;
const LIFETIME_JITTER = 0.2;

/** Given back by disposing, which ends the reading if it has not ended. */
export interface LimitedStream extends Disposable {
  /** It has lived long enough. */
  readonly isOver: boolean;
}

/** Ends the reading between two frames when the ticket ends or has lived long enough. */
export function limitStream(cursor: Cursor, { signal }: Pick<Ticket, 'signal'>): LimitedStream {
  const end = () => cursor[Symbol.dispose]();
  let isOver = false;
  const outlive = () => {
    isOver = true;
    end();
  };
  const lifetime = setTimeout(outlive, LIFETIME_MS * (1 + LIFETIME_JITTER * Math.random())).unref();
  if (signal.aborted) end();
  signal.addEventListener('abort', end, { once: true });
  return {
    get isOver() {
      return isOver;
    },
    [Symbol.dispose]() {
      clearTimeout(lifetime);
      signal.removeEventListener('abort', end);
      end();
    },
  };
}
