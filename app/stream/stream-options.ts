import { randomUUID } from 'node:crypto';
import { isEpoch, MAX_EPOCH_CHARS } from './event-id.ts';
import type { ReactiveStreamOptions } from './reactive.ts';

/** Values; the ring is allocated at once. */
const MAX_CAPACITY = 1_000_000;
const DEFAULT_MAX_BLOCK_MS = 5_000;
/** `setTimeout` takes more for "now". */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

export interface CheckedOptions<T> {
  readonly capacity: number;
  readonly replay: number;
  readonly epoch: string;
  /** Last number given out before. */
  readonly head: number;
  readonly maxBlockMs: number;
  readonly key: ((value: T) => string) | undefined;
}

/** The options with their defaults. @throws RangeError or TypeError that names the one that is wrong. */
export function checkOptions<T>(options: ReactiveStreamOptions<T>): CheckedOptions<T> {
  const { capacity, epoch = randomUUID(), maxBlockMs = DEFAULT_MAX_BLOCK_MS, history, key } = options;
  requireWhole('capacity', capacity, 1, MAX_CAPACITY);
  const replay = requireWhole('replay', options.replay ?? capacity, 0, capacity);
  requireWhole('maxBlockMs', maxBlockMs, 1, LONGEST_TIMER_MS);
  if (!isEpoch(epoch)) throw new TypeError(`epoch "${epoch}" is not 1 to ${MAX_EPOCH_CHARS} of A-Z a-z 0-9 _ . -`);
  const next = (history?.head ?? 0) + 1;
  const head = requireWhole('firstSeq', options.firstSeq ?? next, next, Number.MAX_SAFE_INTEGER) - 1;
  return { capacity, replay, epoch, head, maxBlockMs, key };
}

function requireWhole(name: string, value: number, min: number, max: number): number {
  if (Number.isInteger(value) && value >= min && value <= max) return value;
  throw new RangeError(`${name} is ${value}; it must be a whole number from ${min} to ${max}.`);
}
