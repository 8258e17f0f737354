import { yarnNumber } from '../../../components/chart/series.ts';
import type { Override } from './overrides.ts';
import { createSeriesMatcher, type MatchedSeries } from './series-matcher.ts';

/** What overrides say of a series; the rest stays as it is. */
export interface Dress {
  readonly name?: string | undefined;
  readonly unit?: string | undefined;
  /** Number of the yarn, from 1. */
  readonly yarn?: number | undefined;
  readonly axis?: 'left' | 'right' | undefined;
  readonly isDashed?: boolean | undefined;
  readonly isMirrored?: boolean | undefined;
}

export type DressSeries = (series: MatchedSeries & { readonly name: string }) => Dress;

const AS_IT_IS: Dress = {};

/** The overrides of a panel, read once for all drawings. */
export function createDress(overrides: readonly Override[] = []): DressSeries {
  if (overrides.length === 0) return () => AS_IT_IS;
  const rules = overrides.map(({ name, series, as: { colour, ...as } }) => {
    const matches = series === undefined ? undefined : createSeriesMatcher(series);
    const dress: Dress = { ...as, ...(colour !== undefined && { yarn: yarnNumber(colour) }) };
    return { fits: (one: Parameters<DressSeries>[0]) => (matches ? matches(one) : one.name === name), dress };
  });
  return series => Object.assign({}, ...rules.filter(({ fits }) => fits(series)).map(({ dress }) => dress));
}
