/** The lowest number; NaN only where there is no other. */
export function lowest(values: Float64Array, from = 0, to = values.length): number {
  let result = Number.NaN;
  for (let i = from; i < to; i++) if (values[i]! < result || Number.isNaN(result)) result = values[i]!;
  return result;
}

/** The highest number; NaN only where there is no other. */
export function highest(values: Float64Array, from = 0, to = values.length): number {
  let result = Number.NaN;
  for (let i = from; i < to; i++) if (values[i]! > result || Number.isNaN(result)) result = values[i]!;
  return result;
}
