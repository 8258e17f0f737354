/** By linear interpolation between the two nearest of some values, in any order. Infinite where `q` is outside of 0 to 1. */
export function quantile(q: number, values: Float64Array): number {
  if (values.length === 0 || Number.isNaN(q)) return Number.NaN;
  if (q < 0) return Number.NEGATIVE_INFINITY;
  if (q > 1) return Number.POSITIVE_INFINITY;
  const rank = q * (values.length - 1);
  const lower = Math.floor(rank);
  const upper = Math.min(values.length - 1, lower + 1);
  const weight = rank - lower;
  const ordered = values.slice();
  const nans = nanFirst(ordered);
  const low = atRank(ordered, lower, nans);
  // Above the place of `lower` there is nothing lower; the next one is the lowest of them.
  const high = upper === lower ? low : upper < nans ? Number.NaN : lowest(ordered, Math.max(lower + 1, nans));
  return low * (1 - weight) + high * weight;
}

/** Moves NaN to the front, as Prometheus counts it as the lowest. Gives how many there are. */
function nanFirst(values: Float64Array): number {
  let nans = 0;
  for (let i = 0; i < values.length; i++) {
    if (!Number.isNaN(values[i]!)) continue;
    values[i] = values[nans]!;
    values[nans++] = Number.NaN;
  }
  return nans;
}

function lowest(values: Float64Array, from: number): number {
  let result = values[from]!;
  for (let i = from + 1; i < values.length; i++) if (values[i]! < result) result = values[i]!;
  return result;
}

/** The value that would be at `rank` if all were in order; moves lower ones before it and others behind it (Hoare's selection). */
function atRank(values: Float64Array, rank: number, nans: number): number {
  if (rank < nans) return Number.NaN;
  let from = nans;
  let to = values.length - 1;
  while (from < to) {
    const pivot = middleOf(values[from]!, values[(from + to) >>> 1]!, values[to]!);
    let i = from;
    let j = to;
    while (i <= j) {
      while (values[i]! < pivot) i++;
      while (values[j]! > pivot) j--;
      if (i > j) break;
      const swapped = values[i]!;
      values[i++] = values[j]!;
      values[j--] = swapped;
    }
    if (rank <= j) to = j;
    else if (rank >= i) from = i;
    else break;
  }
  return values[rank]!;
}

function middleOf(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}
