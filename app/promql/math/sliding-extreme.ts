/**
 * The lowest or highest number of windows whose ends never go back; NaN only where there is no other. Keeps the places of those that
 * can still become it, best first, so that each number is looked at twice in all.
 */
export function createSlidingExtreme(values: Float64Array, which: 'min' | 'max'): (from: number, to: number) => number {
  const sign = which === 'max' ? 1 : -1;
  const places = new Uint32Array(values.length);
  let head = 0;
  let tail = 0;
  let next = 0;
  return (from, to) => {
    for (next = Math.max(next, from); next < to; next++) {
      const value = values[next]! * sign;
      if (Number.isNaN(value)) continue;
      while (tail > head && values[places[tail - 1]!]! * sign <= value) tail--;
      places[tail++] = next;
    }
    while (head < tail && places[head]! < from) head++;
    return head < tail ? values[places[head]!]! : Number.NaN;
  };
}
