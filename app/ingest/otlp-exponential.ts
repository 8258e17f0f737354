import type { OtlpExponential } from './otlp-metrics-model.ts';

/** Finer buckets are joined: two to a power of two. Series of the same bounds then stay, however fine the sender's become. */
const MAX_SCALE = 1;

/** Bounds at most; with more, buckets are joined two by two. */
const MAX_BOUNDS = 160;

/** Coarser than this one bucket holds all numbers there are. */
const MIN_SCALE = -11;

/** Upper bounds, rising, and the counts below or at each; what is above the last one counts to infinity only. */
export interface ClassicBuckets {
  readonly bounds: readonly number[];
  readonly counts: readonly number[];
}

/** The buckets of an exponential histogram as classic ones, of which each begins where the one before ends. */
export function toClassicBuckets({
  scale,
  zeroCount,
  zeroThreshold,
  positive,
  negative,
}: OtlpExponential): ClassicBuckets {
  const span = positive.counts.length + negative.counts.length;
  let by = Math.max(0, scale - MAX_SCALE);
  while (span / 2 ** by > MAX_BOUNDS && scale - by > MIN_SCALE) by++;
  const boundOf = (index: number) => 2 ** (index * 2 ** -(scale - by));
  const below = join(negative, by).sort(([a], [b]) => b - a);
  const above = join(positive, by).sort(([a], [b]) => a - b);
  const bounds = [
    ...below.map(([index, count]) => [-boundOf(index), count] as const),
    ...(zeroCount > 0 || below.length > 0 ? [[zeroThreshold, zeroCount] as const] : []),
    ...above.map(([index, count]) => [boundOf(index + 1), count] as const),
  ].filter(([bound]) => Number.isFinite(bound));
  return { bounds: bounds.map(([bound]) => bound), counts: bounds.map(([, count]) => count) };
}

/** Buckets by their number, 2^by of them joined to one; none that are empty at the ends. */
function join({ offset, counts }: OtlpExponential['positive'], by: number): [index: number, count: number][] {
  const joined = new Map<number, number>();
  const first = counts.findIndex(count => count > 0);
  const last = counts.findLastIndex(count => count > 0);
  for (let at = first; at >= 0 && at <= last; at++) {
    const index = Math.floor((offset + at) / 2 ** by);
    joined.set(index, (joined.get(index) ?? 0) + counts[at]!);
  }
  return [...joined];
}
