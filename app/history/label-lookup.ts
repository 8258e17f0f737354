import type { ConditionTrials } from './condition-trials.ts';
import { toCondition } from './labels/label-condition.ts';
import type { LabelMatcher } from './labels/label-matcher.ts';
import { METRIC_LABEL } from './labels/label-postings.ts';
import type { NewestPoints } from './newest-points.ts';
import { createTurns } from './range/turns.ts';
import type { Labels } from './reading.ts';
import type { IndexedSeries, SeriesIndex } from './series-index.ts';

/** Names or values that one lookup gives at most: more would take the keeper too long to send. */
export const MAX_LABEL_TEXTS = 100_000;

/** Sets of labels that one lookup gives at most, for the same reason. */
export const MAX_LABEL_SETS = 10_000;

/** Whose labels are asked for. */
export interface Lookup {
  /** Series that one of these selects; none: every series. */
  readonly selectors: readonly (readonly LabelMatcher[])[];
  /** Leaves out series without a reading since. */
  readonly sinceMs?: number | undefined;
  /** Only names or values with this text in them, in any case. */
  readonly search?: string | undefined;
  /** Names or values wanted at most; never more than `MAX_LABEL_TEXTS`. */
  readonly limit?: number | undefined;
}

/** In no order: to sort is left to who asks. */
export interface LookedUp<Found> {
  readonly found: readonly Found[];
  /** There are more than one lookup gives. */
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

  const seriesOf = async function* (signal: AbortSignal, lookup: Lookup) {
    for (const id of await findIds(parts, lookup, signal)) {
      const series = index.byId(id) as IndexedSeries | undefined; // it may have gone meanwhile
      if (series) yield series;
    }
  };
  const textsOf = async function* (signal: AbortSignal, lookup: Lookup, of: (series: IndexedSeries) => string[]) {
    for await (const series of seriesOf(signal, lookup)) yield* of(series);
  };

  return {
    labelNames: (signal: AbortSignal, lookup: Lookup): Promise<LookedUp<string>> =>
      gatherTexts(
        signal,
        lookup,
        isOfAll(lookup)
          ? index.labelNames()
          : textsOf(signal, lookup, ({ labels }) => [METRIC_LABEL, ...namesOf(labels)]),
      ),
    labelValues: (signal: AbortSignal, label: string, lookup: Lookup): Promise<LookedUp<string>> =>
      gatherTexts(
        signal,
        lookup,
        isOfAll(lookup) ? index.valuesOf(label) : textsOf(signal, lookup, series => valuesOf(series, label)),
      ),
    async labelSets(signal: AbortSignal, lookup: Lookup): Promise<LookedUp<Labels>> {
      const { found, isMore } = await gather(signal, seriesOf(signal, lookup), MAX_LABEL_SETS);
      return { found: found.map(({ metric, labels }) => ({ [METRIC_LABEL]: metric, ...labels })), isMore };
    },
  };
}

function gatherTexts(
  signal: AbortSignal,
  { search = '', limit = MAX_LABEL_TEXTS }: Lookup,
  texts: Iterable<string> | AsyncIterable<string>,
): Promise<LookedUp<string>> {
  const wanted = search.toLowerCase();
  const isWanted = (text: string) => wanted === '' || text.toLowerCase().includes(wanted);
  return gather(signal, texts, Math.min(limit, MAX_LABEL_TEXTS), isWanted);
}

/** What differs, up to a bound. Others have their turn meanwhile. */
async function gather<T>(
  signal: AbortSignal,
  items: Iterable<T> | AsyncIterable<T>,
  bound: number,
  isWanted: (item: T) => boolean = () => true,
): Promise<LookedUp<T>> {
  const giveTurn = createTurns(signal);
  const found = new Set<T>();
  for await (const item of items) {
    await giveTurn();
    if (found.has(item) || !isWanted(item)) continue;
    if (found.size === bound) return { found: Array.from(found), isMore: true };
    found.add(item);
  }
  return { found: Array.from(found), isMore: false };
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
