/**
 * A window over numbers whose ends never go back, that knows which of them is at which rank: how many there are of each number is kept in a
 * binary indexed tree (Fenwick, Software: Practice and Experience 24, 1994). NaN is the lowest.
 */
export function createRankedWindow(values: Float64Array) {
  const ordered = values.filter(value => !Number.isNaN(value)).sort();
  const places = Uint32Array.from(values, value => placeOf(ordered, value));
  const counts = new Uint32Array(ordered.length + 1);
  const highestBit = 2 ** Math.floor(Math.log2(Math.max(1, ordered.length)));
  let [first, end, nans] = [0, 0, 0];

  const note = (at: number, change: 1 | -1) => {
    const place = places[at]!;
    if (place === 0) nans += change;
    else for (let node = place; node < counts.length; node += node & -node) counts[node]! += change;
  };

  return {
    /** From a place on, up to but not at another one. */
    move(from: number, to: number): void {
      for (; first < from; first++) if (first < end) note(first, -1);
      for (; end < to; end++) if (end >= from) note(end, 1);
    },
    /** The number in the window that has so many lower ones before it; there must be one. */
    at(rank: number): number {
      if (rank < nans) return Number.NaN;
      let left = rank - nans;
      let place = 0;
      for (let bit = highestBit; bit > 0; bit >>>= 1) {
        const node = place + bit;
        if (node >= counts.length || counts[node]! > left) continue;
        place = node;
        left -= counts[node]!;
      }
      return ordered[place]!;
    },
  };
}

/** From 1 on; the same for equal numbers; 0 for NaN. */
function placeOf(ordered: Float64Array, value: number): number {
  if (Number.isNaN(value)) return 0;
  let [low, high] = [0, ordered.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ordered[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low + 1;
}
