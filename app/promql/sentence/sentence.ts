import type { LabelMatcher } from '../../history/labels/label-matcher.ts';

/** A query that one can say: the average of a metric where labels hold, over a window, then the sum by labels, times a number. */
export interface Sentence {
  /** One of `LOOKS`. */
  readonly look: string;
  /** Between 0 and 1, where the look is a quantile. */
  readonly quantile?: number | undefined;
  readonly metric: string;
  readonly where: readonly LabelMatcher[];
  /** Of each look but `value`, which has none. */
  readonly windowMs?: number | undefined;
  readonly group?: SentenceGroup | undefined;
  readonly factor?: { readonly op: '*' | '/'; readonly by: number } | undefined;
}

export interface SentenceGroup {
  /** One of `GROUPS`. */
  readonly op: string;
  /** Of a quantile, or how many of the highest. */
  readonly param?: number | undefined;
  readonly labels: readonly string[];
  /** All labels but those. */
  readonly isWithout: boolean;
}

interface SentenceWord {
  readonly name: string;
  readonly words: string;
  /** What its number is, where it takes one. */
  readonly takes?: 'quantile' | 'count';
}

/** What is looked at of each series. `value` is what was sent; the others are functions over a window. */
export const LOOKS: readonly SentenceWord[] = [
  { name: 'value', words: 'value' },
  { name: 'rate', words: 'per-second rate' },
  { name: 'increase', words: 'increase' },
  { name: 'avg_over_time', words: 'average' },
  { name: 'min_over_time', words: 'lowest' },
  { name: 'max_over_time', words: 'highest' },
  { name: 'sum_over_time', words: 'sum' },
  { name: 'count_over_time', words: 'number of readings' },
  { name: 'last_over_time', words: 'last value' },
  { name: 'quantile_over_time', words: 'quantile', takes: 'quantile' },
  { name: 'stddev_over_time', words: 'standard deviation' },
  { name: 'changes', words: 'number of changes' },
  { name: 'delta', words: 'change' },
  { name: 'deriv', words: 'slope per second' },
  { name: 'irate', words: 'newest per-second rate' },
];

/** What is made of several series. */
export const GROUPS: readonly SentenceWord[] = [
  { name: 'sum', words: 'sum' },
  { name: 'avg', words: 'average' },
  { name: 'min', words: 'lowest' },
  { name: 'max', words: 'highest' },
  { name: 'count', words: 'number of series' },
  { name: 'stddev', words: 'standard deviation' },
  { name: 'quantile', words: 'quantile', takes: 'quantile' },
  { name: 'topk', words: 'series that are highest', takes: 'count' },
  { name: 'bottomk', words: 'series that are lowest', takes: 'count' },
];

export const lookOf = (name: string) => LOOKS.find(look => look.name === name);
export const groupOf = (name: string) => GROUPS.find(group => group.name === name);
