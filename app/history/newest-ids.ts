import { RANKED_FROM } from './key-order.ts';
import type { NewestPoints } from './newest-points.ts';
import type { SeriesIndex } from './series-index.ts';
import { smallest } from './smallest.ts';

/** Of these series at most `limit`, the ones with the newest readings first, those with equally new ones by their key. */
export function newestIds(
  ids: Uint32Array,
  index: Pick<SeriesIndex, 'byId' | 'ranks'>,
  newest: Pick<NewestPoints, 'atMs'>,
  limit: number,
): Uint32Array {
  if (ids.length < RANKED_FROM) {
    const byKey = (a: number, b: number) => (index.byId(a).key < index.byId(b).key ? -1 : 1);
    return ids.sort((a, b) => newest.atMs(b) - newest.atMs(a) || byKey(a, b)).slice(0, limit);
  }
  const ranks = index.ranks();
  return smallest(ids, limit, (a, b) => newest.atMs(b) - newest.atMs(a) || ranks[a]! - ranks[b]!);
}
