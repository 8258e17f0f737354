import type { Column } from '../eval/value.ts';

/** With more to pick than this, sorting a step is faster than finding the place of each number. */
const MAX_PLACES = 32;
/** Numbers between two looks at the clock. */
const NUMBERS_PER_LOOK = 10_000;

/**
 * The columns of a group, each with a value only where it is one of the `k` highest (or lowest) there. NaN is last; of equal ones
 * the labels decide, so that the choice does not depend on which other steps there are.
 */
export async function pickRanked(
  columns: readonly Column[],
  k: Float64Array,
  op: 'topk' | 'bottomk',
  giveTurn: () => Promise<void> | undefined,
): Promise<Column[]> {
  const sign = op === 'topk' ? -1 : 1;
  const picked = columns.map(({ labels, values }) => ({ labels, values, present: new Uint8Array(k.length) }));
  let order: number[] = [];
  let met = 0;
  for (let step = 0; step < k.length; step++) {
    const wanted = Math.max(0, Math.trunc(k[step]!));
    order = wanted <= MAX_PLACES ? placeStep(columns, step, sign, wanted) : sortStep(columns, step, sign, wanted);
    for (const at of order) picked[at]!.present[step] = 1;
    met += columns.length;
    if (met < NUMBERS_PER_LOOK) continue;
    met = 0;
    const turn = giveTurn();
    if (turn) await turn;
  }
  // At one moment, they are in their order.
  if (k.length === 1) return order.map(at => picked[at]!);
  return picked.filter(({ present }) => present.includes(1));
}

/** Keeps the best so far in order. */
function placeStep(columns: readonly Column[], step: number, sign: number, wanted: number): number[] {
  const order: number[] = [];
  const ranks: number[] = [];
  for (let at = 0; wanted > 0 && at < columns.length; at++) {
    const { values, present } = columns[at]!;
    if (present[step] !== 1) continue;
    const rank = values[step]! * sign;
    let place = order.length;
    if (place === wanted && isBefore(columns, order[--place]!, ranks[place]!, at, rank)) continue;
    for (; place > 0 && isBefore(columns, at, rank, order[place - 1]!, ranks[place - 1]!); place--) {
      ranks[place] = ranks[place - 1]!;
      order[place] = order[place - 1]!;
    }
    ranks[place] = rank;
    order[place] = at;
  }
  return order;
}

function sortStep(columns: readonly Column[], step: number, sign: number, wanted: number): number[] {
  const there: number[] = [];
  const ranks = new Float64Array(columns.length);
  for (const [at, { values, present }] of columns.entries()) {
    if (present[step] !== 1) continue;
    there.push(at);
    ranks[at] = values[step]! * sign;
  }
  there.sort((a, b) => (isBefore(columns, a, ranks[a]!, b, ranks[b]!) ? -1 : 1));
  return there.slice(0, wanted);
}

/** Whether one column, by its rank and else by its labels, comes before another one. */
function isBefore(columns: readonly Column[], at: number, rank: number, other: number, otherRank: number): boolean {
  if (rank < otherRank) return true;
  if (rank > otherRank) return false;
  const [isNan, isOtherNan] = [Number.isNaN(rank), Number.isNaN(otherRank)];
  return isNan === isOtherNan ? columns[at]!.labels.key < columns[other]!.labels.key : isOtherNan;
}
