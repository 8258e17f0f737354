/** Places in order, and which of them lie in a window: from `first` up to but not at `end`. */
export interface PlacesBetween {
  readonly places: ArrayLike<number>;
  first: number;
  end: number;
}

/**
 * Finds where a value and the one before it are such, as far as windows go: gives for each window, whose ends never go back, the places of
 * which both lie in it. Valid until it is asked again.
 */
export function findPlaces(
  values: Float64Array,
  isOne: (before: number, after: number) => boolean,
): (from: number, to: number) => PlacesBetween {
  const places: number[] = [];
  const between = { places, first: 0, end: 0 };
  let next = 1;
  return (from, to) => {
    for (next = Math.max(next, from + 1); next < to; next++)
      if (isOne(values[next - 1]!, values[next]!)) places.push(next);
    between.end = places.length;
    while (between.first < between.end && places[between.first]! <= from) between.first++;
    return between;
  };
}
