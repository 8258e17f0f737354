import type { Points } from './points.ts';

/** Points as they came, brought in order of time; of several of one moment the last that came stays. */
export function sortPoints(times: Float64Array, values: Float64Array): Points {
  if (isAscending(times)) return { times, values };
  const order = Uint32Array.from(times, (_time, place) => place);
  // The sort is stable, so of one moment the last that came is the last of its like.
  order.sort((a, b) => times[a]! - times[b]! || a - b);
  const sorted = { times: new Float64Array(times.length), values: new Float64Array(times.length) };
  let count = 0;
  for (const [rank, place] of order.entries()) {
    const next = order[rank + 1];
    if (next !== undefined && times[next] === times[place]) continue;
    sorted.times[count] = times[place]!;
    sorted.values[count++] = values[place]!;
  }
  return { times: sorted.times.subarray(0, count), values: sorted.values.subarray(0, count) };
}

function isAscending(times: Float64Array): boolean {
  for (let i = 1; i < times.length; i++) if (times[i]! <= times[i - 1]!) return false;
  return true;
}
