import type { Scale } from './judge-value.ts';
import { type FractionMemory, type Seen, sawFractions } from './saw-fractions.ts';
import { type Told, tellValue, type ValueLook } from './tell-value.ts';

interface TellIn {
  readonly timeZone: string;
  readonly memory: FractionMemory;
}

/** The newest value of a series as its panel tells it: a figure that moves, and keeps its width. */
export function tellNewest(
  series: Seen & { readonly unit: string },
  look: ValueLook,
  { timeZone, memory }: TellIn,
  scale?: Scale,
): Told {
  const { value, unit } = series;
  return tellValue(value, look, { unit, timeZone, hasFractions: sawFractions(series, memory), scale });
}
