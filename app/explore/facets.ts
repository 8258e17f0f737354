import type { Series } from '../history/history.ts';
import type { Labels } from '../history/reading.ts';

/** A label by which a list can be narrowed. */
export interface Facet {
  readonly name: string;
  /** With how many series have it, the most first. */
  readonly values: readonly { readonly value: string; readonly count: number }[];
  /** Values that are not listed. */
  readonly more: number;
}

/** Labels that are offered, those that most series have first. */
const MAX_FACETS = 6;
const MAX_VALUES = 8;

/** The labels of these series that tell some of them from others, without those that are chosen already. */
export function findFacets(series: readonly Series[], chosen: Labels): Facet[] {
  const counts = new Map<string, Map<string, number>>();
  for (const { labels } of series)
    for (const [name, value] of Object.entries(labels)) {
      if (name in chosen) continue;
      const values = counts.get(name) ?? new Map<string, number>();
      counts.set(name, values);
      values.set(value, (values.get(value) ?? 0) + 1);
    }
  const facets = [...counts].flatMap(([name, values]) => {
    const ranked = [...values].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
    const total = ranked.reduce((sum, [, count]) => sum + count, 0);
    // One value that all of them have narrows nothing.
    if (ranked.length === 1 && total === series.length) return [];
    const listed = ranked.slice(0, MAX_VALUES).map(([value, count]) => ({ value, count }));
    return [{ total, name, values: listed, more: ranked.length - listed.length }];
  });
  return facets
    .sort((a, b) => b.total - a.total || (a.name < b.name ? -1 : 1))
    .slice(0, MAX_FACETS)
    .map(({ total: _, ...facet }) => facet);
}
