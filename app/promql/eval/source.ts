import type { LabelMatcher } from '../../history/labels/label-matcher.ts';

/** Where samples come from. */
export interface Source {
  /**
   * The series that match, with their samples after `fromMs` and not after `toMs`; where only the newest of each is wanted,
   * others may be left out. Rejects when that is too many, or with the reason of the signal.
   */
  select(
    matchers: readonly LabelMatcher[],
    fromMs: number,
    toMs: number,
    signal: AbortSignal,
    isNewestOnly?: boolean,
  ): Promise<readonly Samples[]>;
}

/** One series: its samples by time, each moment once. A stale marker is the NaN that `is-stale.ts` knows. */
export interface Samples {
  /** The metric too, as `__name__`. */
  readonly labels: Readonly<Record<string, string>>;
  readonly times: Float64Array;
  readonly values: Float64Array;
}
