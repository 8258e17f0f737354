/** The times and values of the steps at which there is one. The same arrays where there is one at each. */
export function whereThere(times: Float64Array, values: Float64Array, present: Uint8Array) {
  if (!present.includes(0)) return { times, values };
  let count = 0;
  for (const is of present) count += is;
  const kept = { times: new Float64Array(count), values: new Float64Array(count) };
  let at = 0;
  for (let step = 0; step < present.length; step++) {
    if (present[step] !== 1) continue;
    kept.times[at] = times[step]!;
    kept.values[at++] = values[step]!;
  }
  return kept;
}
