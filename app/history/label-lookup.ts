import type { ConditionTrials } from './condition-trials.ts';
import { toCondition } from './labels/label-condition.ts';
import type { LabelMatcher } from './labels/label-matcher.ts';
import { METRIC_LABEL } from './labels/label-postings.ts';
import type { NewestPoints } from './newest-points.ts';
import { createTurns } from './range/turns.ts';
import type { Labels } from './reading.ts';
import type { IndexedSeries, SeriesIndex } from './series-index.ts';

/** Names, values or series that one lookup gives at most, whatever it asks for. */
export const MAX_LOOKED_UP = 100_000;

/** Whose labels are asked for. */
export interface Lookup {
  /** Series that one of these selects; none: every series. */
  readonly selectors: readonly (readonly LabelMatcher[])[];
  /** Leaves out series without a reading since. */
  readonly sinceMs?: number | undefined;
  readonly limit: number;
}

export interface LookedUp<Found> {
  readonly found: readonly Found[];
  /** There were more than the limit. */
  readonly isMore: boolean;
}

export interface LookupParts {
  readonly index: SeriesIndex;
  readonly newest: Pick<NewestPoints, 'atMs'>;
  readonly trials: ConditionTrials;
}

/** What the keeper's memory knows of labels. Others have their turn while many series are gone through. */
export function createLabelLookup(parts: LookupParts) {
  const { index } = parts;

  const collect = async <T>(signal: AbortSignal, lookup: Lookup, of: (series: IndexedSeries) => Iterable<T>) => {
    const giveTurn = createTurns(signal);
    const collected = new Set<T>();
    for (const id of await findIds(parts, lookup, signal)) {
      const series = index.byId(id) as IndexedSeries | undefined; // it may have gone meanwhile
      if (series) for (const each of of(series)) collected.add(each);
      await giveTurn();
    }
    return Array.from(collected);
  };

  return {
    async labelNames(signal: AbortSignal, lookup: Lookup): Promise<LookedUp<string>> {
      if (isOfAll(lookup)) return cut(index.labelNames(), lookup);
      const names = await collect(signal, lookup, ({ labels }) => [METRIC_LABEL, ...namesOf(labels)]);
      return cut(names.sort(), lookup);
    },
    async labelValues(signal: AbortSignal, label: string, lookup: Lookup): Promise<LookedUp<string>> {
      if (isOfAll(lookup)) return cut(index.labelValues(label), lookup);
      const values = await collect(signal, lookup, series => valuesOf(series, label));
      return cut(values.sort(), lookup);
    },
    async labelSets(signal: AbortSignal, lookup: Lookup): Promise<LookedUp<Labels>> {
      const series = await collect(signal, lookup, one => [one]);
      const { found, isMore } = cut(
        series.sort((a, b) => (a.key < b.key ? -1 : 1)),
        lookup,
      );
      return { found: found.map(({ metric, labels }) => ({ [METRIC_LABEL]: metric, ...labels })), isMore };
    },
  };
}

async function findIds({ index, newest, trials }: LookupParts, { selectors, sinceMs }: Lookup, signal: AbortSignal) {
  const ids = new Set<number>();
  for (const matchers of selectors.length === 0 ? [[]] : selectors) {
    const conditions = await trials.run(matchers.map(toCondition), signal);
    for (const id of index.find(conditions)) if (sinceMs === undefined || newest.atMs(id) >= sinceMs) ids.add(id);
  }
  return ids;
}

function isOfAll({ selectors, sinceMs }: Lookup): boolean {
  return selectors.length === 0 && sinceMs === undefined;
}

/** An empty value is the same as no label. */
function namesOf(labels: Labels): string[] {
  return Object.keys(labels).filter(name => labels[name] !== '');
}

function valuesOf({ metric, labels }: IndexedSeries, label: string): string[] {
  if (label === METRIC_LABEL) return [metric];
  return Object.hasOwn(labels, label) && labels[label] !== '' ? [labels[label]!] : [];
}

function cut<T>(found: readonly T[], { limit }: Lookup): LookedUp<T> {
  const count = Math.min(limit, MAX_LOOKED_UP);
  return { found: found.slice(0, count), isMore: found.length > count };
}
