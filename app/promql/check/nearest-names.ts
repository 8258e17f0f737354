import { rankNames } from '../complete/rank-names.ts';
import { nearestName } from '../parse/nearest-name.ts';

/** Names that are suggested at most. */
const MAX_SUGGESTIONS = 3;

/** What may have been meant: names that are a few changes away, then those with the same words or letters in them. */
export function nearestNames(written: string, names: readonly string[]): string[] {
  const near: string[] = [];
  while (near.length < MAX_SUGGESTIONS) {
    const next = nearestName(
      written,
      names.filter(name => !near.includes(name)),
    );
    if (next === undefined) break;
    near.push(next);
  }
  const alike = rankNames(
    written,
    names.map(name => ({ name })),
  ).map(({ name }) => name);
  return [...new Set([...near, ...alike])].filter(name => name !== written).slice(0, MAX_SUGGESTIONS);
}
