import type { History, Series } from '../../history/history.ts';
import type { MetricName, NameSource } from '../../promql/complete/name-source.ts';

/** Series that are looked through for names at most: those with the newest readings. */
const MAX_SERIES = 5000;

/** So long names are kept: who types asks again with every letter. */
const KEPT_MS = 5000;

/** Answers that are kept at most. */
const MAX_KEPT = 20;

/** The server's own readings are there always, and asked for less than what somebody sends. */
const OWN = /^(host|telltale)_/;

/** Names from the series of the history. Of more series than are looked through, names that only the oldest have are missed. */
export function createNameSource(history: Pick<History, 'series' | 'metadata'>, now: () => number): NameSource {
  const kept = new Map<string, { readonly series: readonly Series[]; readonly atMs: number }>();

  const seriesOf = async (metric: string | undefined, search: string, signal: AbortSignal) => {
    const key = JSON.stringify([metric, search]);
    const known = kept.get(key);
    if (known && now() - known.atMs < KEPT_MS) return known.series;
    const metrics = metric === undefined ? {} : { metrics: [metric] };
    const series = await history.series({ ...metrics, ...(search && { search }), limit: MAX_SERIES }, signal);
    if (kept.size >= MAX_KEPT) kept.delete(kept.keys().next().value!);
    kept.set(key, { series, atMs: now() });
    return series;
  };

  /** All there are; only where these are too many for one look those with this text in their names. */
  const metricsIn = async (search: string, signal: AbortSignal) => {
    const all = await seriesOf(undefined, '', signal);
    const found = all.length < MAX_SERIES ? all : [...all, ...(await seriesOf(undefined, search, signal))];
    const names = [...new Set(found.map(({ metric }) => metric))];
    return names.sort((a, b) => Number(OWN.test(a)) - Number(OWN.test(b)));
  };

  return {
    metrics: async (search, signal) => {
      const names = await metricsIn(search, signal);
      const known = new Map((await history.metadata()).map(one => [one.metric, one]));
      return names.map((name): MetricName => ({ name, type: known.get(name)?.type, help: known.get(name)?.help }));
    },
    labels: async (metric, signal) => [
      ...new Set((await seriesOf(metric, '', signal)).flatMap(({ labels }) => Object.keys(labels))),
    ],
    values: async (label, metric, signal) => [
      ...new Set((await seriesOf(metric, '', signal)).flatMap(({ labels }) => labels[label] ?? [])),
    ],
  };
}
