import type { FormattedValue } from '../../../components/format/format-value.ts';
import { partsText } from '../../../components/format/format-value.ts';
import { valueParts } from '../../../components/format/value-parts.ts';
import { judgeValue, limitsOf, type Scale, type Verdict } from './judge-value.ts';
import { findMapping, type Mapping } from './mappings.ts';
import type { Thresholds } from './thresholds.ts';
import type { ValueStatus } from './value-status.ts';

/** What a panel says of how its values are told. */
export interface ValueLook {
  readonly decimals?: number | undefined;
  readonly noValue?: string | undefined;
  readonly mappings?: readonly Mapping[] | undefined;
  readonly thresholds?: Thresholds | undefined;
  readonly min?: number | undefined;
  readonly max?: number | undefined;
}

export interface Told {
  /** The number and its unit, or words in their place. Never none. */
  readonly parts: readonly FormattedValue[];
  readonly text: string;
  /** Undefined: nobody has set what is good. */
  readonly status: ValueStatus | undefined;
  /** Why it has the status: `above 20 ms`. Undefined where the text says it all. */
  readonly words: string | undefined;
}

export interface TellOptions {
  readonly unit: string;
  readonly timeZone: string;
  /** See `ValueOptions`: for a figure that moves. */
  readonly hasFractions?: boolean | undefined;
  /** In place of `min` and `max`. */
  readonly scale?: Scale | undefined;
}

/** A value in the words and with the status that its panel gives it. A mapping goes before a threshold, also for the status. */
export function tellValue(value: number | undefined, look: ValueLook, { unit, scale, ...how }: TellOptions): Told {
  const mapping = findMapping(value, look.mappings);
  const verdict = judgeValue(value, limitsOf(look.thresholds, unit, scale ?? scaleOf(look)));
  if (mapping) {
    const { text, status } = mapping;
    const words = status ? undefined : verdict?.words;
    return { parts: [{ number: text, unit: '' }], text, status: status ?? verdict?.status, words };
  }
  const parts = valueParts(value, unit, { ...how, decimals: look.decimals, noValue: look.noValue });
  return { parts, text: partsText(parts), status: verdict?.status, words: verdict?.words };
}

/** How a told value stands; undefined: nobody has set what is good. */
export function verdictOf({ status, words = '' }: Told): Verdict | undefined {
  return status && { status, words };
}

/** Both ends as they were set; undefined unless both were. */
export function scaleOf({ min, max }: Pick<ValueLook, 'min' | 'max'>): Scale | undefined {
  return min === undefined || max === undefined ? undefined : { min, max };
}
