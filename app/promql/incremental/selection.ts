import { holdsFor, type LabelCondition, toCondition } from '../../history/labels/label-condition.ts';
import type { LabelMatcher } from '../../history/labels/label-matcher.ts';
import { METRIC_LABEL } from '../../history/labels/label-postings.ts';
import type { Samples } from '../eval/source.ts';
import type { Leaf } from './dependence.ts';
import type { Feed } from './feed.ts';

/** Who reads what a selector finds. */
export interface SelectionReader {
  /** Samples of these times came. */
  onSamples(leaf: Leaf, firstMs: number, lastMs: number): void;
  /** A series that it may have read is another one, or none, from now on. */
  onForgotten(): void;
}

/** The series that some matchers find, whoever asks for them: their samples in memory, and who reads them. */
export interface Selection {
  readonly matchers: readonly LabelMatcher[];
  readonly feeds: Map<string, Feed>;
  /** For each feed, those who need it. */
  readonly readers: Map<SelectionReader, readonly Leaf[]>;
  holds(labels: Samples['labels']): boolean;
}

/** Throws a LabelPatternError for a regular expression that is none. */
export function createSelection(matchers: readonly LabelMatcher[]): Selection {
  const conditions: readonly LabelCondition[] = matchers.map(toCondition);
  return {
    matchers,
    feeds: new Map(),
    readers: new Map(),
    holds: labels => {
      const metric = labels[METRIC_LABEL] ?? '';
      return conditions.every(condition => holdsFor(condition, metric, labels));
    },
  };
}

/** The same for the same matchers in any order. */
export function selectionKey(matchers: readonly LabelMatcher[]): string {
  const texts = matchers.map(({ label, op, value }) => JSON.stringify([label, op, value]));
  return texts.sort().join();
}
