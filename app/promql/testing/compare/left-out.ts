import type { Answer } from './ask-over-http.ts';

/** Functions that Prometheus 2.42 does not have, or of native histograms only, and what is experimental in 3. */
export const LEFT_OUT: ReadonlySet<string> = new Set([
  ...['first_over_time', 'histogram_avg', 'histogram_stddev', 'histogram_stdvar'],
  ...['histogram_count', 'histogram_sum', 'histogram_fraction'],
  ...['limitk', 'limit_ratio'],
]);

/**
 * Where Prometheus 2.42 is known to answer otherwise than Prometheus 3, which is followed here. What random queries can avoid they do,
 * and they leave out the functions of `LEFT_OUT`:
 *
 * - Windows and lookback closed on the left (https://github.com/prometheus/prometheus/pull/13904, subqueries 15431): no sample
 *   lies on a multiple of 250 ms, and no step of a subquery where a window begins.
 * - A counter that begins near 0 is extrapolated further in 2.42 (13725): none does, and none with gaps falls back to 0.
 * - `predict_linear` with `@` over time (13559).
 * - `atan2` keeps the metric's name in 2.42 (`shouldDropMetricName` there, `changesMetricSchema` in 3).
 * - A histogram function over two metrics at once, which 3 refuses; `histogram_fraction` of classic buckets (16095), for which 2.42 gives nothing.
 * - `stddev` and `stdvar` of infinite numbers (14941), and of such whose squares are; sums that depend on their order (14074, 14413).
 * - Logarithms of subnormal numbers, which Go computes wrong on amd64.
 * - What is wrong in Prometheus 3, too, and right here: `timestamp` of a selector with `@` and an offset forgets the offset, and `topk` of
 *   elements of one moment (`@`) takes the first of all counts.
 * - Names that are no identifiers, in `count_values`, `label_replace` and quotes; `.` in regular expressions for a line break;
 *   durations as numbers, numbers as durations; underscores in numbers.
 *
 * What cannot be avoided is known by its answers, here.
 */
export function isKnownDifference(ours: Answer, theirs: Answer): boolean {
  return KNOWN.some(({ weRefuse, theyRefuse }) => isRefused(ours, weRefuse) && isRefused(theirs, theyRefuse));
}

interface Known {
  /** Undefined: there is an answer. */
  readonly weRefuse?: RegExp;
  readonly theyRefuse?: RegExp;
}

const KNOWN: readonly Known[] = [
  // 2.42 looks for elements that match several others only after a comparison has left some out (17668).
  { weRefuse: /^Several elements on the left of (?:[=!]=|[<>]=?) / },
  { weRefuse: /^The result of (?:[=!]=|[<>]=?) has the same labels twice/ },
  // 2.42 refuses equal labels even of elements that are never there at the same time (17703, 17708).
  { theyRefuse: /^vector cannot contain metrics with the same labelset$/ },
];

function isRefused(answer: Answer, why: RegExp | undefined): boolean {
  return answer.kind === 'refused' ? why?.test(answer.why) === true : why === undefined;
}
