import type { Extremes } from '../../history/window.ts';

/** Series of which a screen remembers that they had decimals. Of more it asks anew each time. */
const MAX_REMEMBERED = 1000;

export interface FractionMemory {
  fractional?: Set<string>;
}

/** What is looked at of a series. */
export interface Seen {
  readonly key: string;
  readonly value: number;
  readonly extremes: Extremes | undefined;
}

/** Whether a series has had a value with decimals, now, in the range or since the screen began: its figure then keeps them. */
export function sawFractions({ key, value, extremes }: Seen, memory: FractionMemory): boolean {
  if (memory.fractional?.has(key)) return true;
  const saw = [value, extremes?.min, extremes?.max].some(each => Number.isFinite(each) && !Number.isInteger(each));
  if (saw) {
    memory.fractional ??= new Set();
    if (memory.fractional.size < MAX_REMEMBERED) memory.fractional.add(key);
  }
  return saw;
}
