import { knownUnit } from '../../../components/units/known-unit.ts';

/** The unit that the name of a metric ends with, as `tank_celsius` does: its id. Undefined: the name does not say. */
export function guessUnit(metric: string): string | undefined {
  const word = /_([a-z]+)(?:_total)?$/.exec(metric)?.[1];
  if (word === undefined || word.length < WORD_MIN_CHARS) return undefined;
  return knownUnit(word)?.unit.id;
}

/** Shorter words mean too many things: `wind_m` is no length for sure. */
const WORD_MIN_CHARS = 5;
