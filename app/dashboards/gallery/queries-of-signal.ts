import type { Query } from '../definition.ts';
import type { ChosenSignal, ReadingSignal } from './chosen-signal.ts';
import { guessUnit } from './guess-unit.ts';

interface Queries {
  readonly queries: Query[];
  readonly unit?: string;
  readonly subtitle?: string;
}

/** For kinds that show one number. Undefined: the signal has none. */
export function inOneNumber(signal: ChosenSignal): Queries | undefined {
  if (signal.kind !== 'reading') return undefined;
  const { series = 1, about, each, one } = signal;
  // A number says of how many it is made.
  const made =
    series > 1 && one !== each ? `${one.startsWith('sum') ? 'sum' : 'average'} of ${series} series` : undefined;
  const subtitle = [about, made].filter(Boolean).join(', ').slice(0, 200);
  return { ...queriesOf(signal, one), ...(subtitle !== '' && { subtitle }) };
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
  return { queries: [{ expr }], unit: isRate ? [guessed, 's'].join('/') : guessed };
}

/** For kinds that show a histogram by its buckets. Undefined: the signal is none. */
export function bucketsOf(signal: ChosenSignal): (Queries & { readonly isHistogram: true }) | undefined {
  if (signal.kind !== 'reading' || !/_bucket$/.test(signal.metric)) return undefined;
  return { queries: [{ expr: `sum by (le) (${signal.each})` }], isHistogram: true };
}
