import type { History } from '../../history/history.ts';
import type { LookedUp, Lookup } from '../../history/label-lookup.ts';
import { METRIC_LABEL } from '../../history/labels/label-postings.ts';
import type { MetricName, NameSource } from './name-source.ts';

/** Names looked through at once; of more than these only those that contain what was typed. */
const MAX_NAMES = 5_000;

/** So long names are kept: who types asks again with every letter. */
const KEPT_MS = 5_000;

/** Answers that are kept at most. */
const MAX_KEPT = 20;

/** The server's own readings are there always, and asked for less than what somebody sends. */
const OWN = /^(host|telltale)_/;

/** Names as the history has them. */
export function createNameSource(
  history: Pick<History, 'labelNames' | 'labelValues' | 'metadata'>,
  now: () => number,
): NameSource {
  const kept = new Map<string, { readonly found: LookedUp<string>; readonly atMs: number }>();

  /** `label` undefined: names of labels instead of values of one. */
  const lookUp = async (label: string | undefined, lookup: Lookup, signal: AbortSignal) => {
    const key = JSON.stringify([label, lookup]);
    const known = kept.get(key);
    if (known && now() - known.atMs < KEPT_MS) return known.found;
    const limited = { ...lookup, limit: MAX_NAMES };
    const found = await (label === undefined
      ? history.labelNames(limited, signal)
      : history.labelValues(label, limited, signal));
    if (kept.size >= MAX_KEPT) kept.delete(kept.keys().next().value!);
    kept.set(key, { found, atMs: now() });
    return found;
  };

  /** All there are; only where these are too many those with this text in them, too. */
  const namesIn = async (label: string | undefined, lookup: Lookup, search: string, signal: AbortSignal) => {
    const all = await lookUp(label, lookup, signal);
    if (!all.isMore || search === '') return all.found;
    const found = await lookUp(label, { ...lookup, search }, signal);
    return [...new Set([...found.found, ...all.found])];
  };

  return {
    async metrics(search, signal) {
      const names = await namesIn(METRIC_LABEL, lookupOf(undefined), search, signal);
      const known = new Map((await history.metadata()).map(one => [one.metric, one]));
      return names
        .toSorted((a, b) => Number(OWN.test(a)) - Number(OWN.test(b)))
        .map((name): MetricName => ({ name, type: known.get(name)?.type, help: known.get(name)?.help }));
    },
    labels: async (metric, signal) =>
      (await namesIn(undefined, lookupOf(metric), '', signal)).filter(name => name !== METRIC_LABEL),
    values: (label, metric, search, signal) => namesIn(label, lookupOf(metric), search, signal),
  };
}

/** The series of a metric, or all. */
function lookupOf(metric: string | undefined): Lookup {
  return { selectors: metric === undefined ? [] : [[{ label: METRIC_LABEL, op: '=', value: metric }]] };
}
