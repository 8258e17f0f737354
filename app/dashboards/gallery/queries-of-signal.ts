import type { Query } from '../definition.ts';
import type { ChosenSignal, ReadingSignal } from './chosen-signal.ts';
import { guessUnit } from './guess-unit.ts';

interface Queries {
  readonly queries: Query[];
  readonly unit?: string;
}

/** For kinds that show one number. Undefined: the signal has none. */
export function inOneNumber(signal: ChosenSignal): Queries | undefined {
  return signal.kind === 'reading' ? queriesOf(signal, signal.one) : undefined;
}

/** For kinds that show each series. Undefined: the signal has none. */
export function eachOfThem(signal: ChosenSignal): Queries | undefined {
  return signal.kind === 'reading' ? queriesOf(signal, signal.each) : undefined;
}

/** A unit that was sent goes with the series by itself; one that only the name of the metric tells is written down. */
function queriesOf({ metric, unit, each }: ReadingSignal, expr: string): Queries {
  const guessed = unit === '' ? guessUnit(metric) : undefined;
  const isRate = each.startsWith('rate(');
  if (guessed === undefined || (isRate && guessed !== 'bytes' && guessed !== 'bits')) return { queries: [{ expr }] };
  return { queries: [{ expr }], unit: isRate ? `${guessed}/s` : guessed };
}
