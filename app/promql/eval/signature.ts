import { METRIC_LABEL } from '../../history/labels/label-postings.ts';
import type { Matching } from '../ast.ts';
import type { LabelSet } from './label-set.ts';
import type { Column } from './value.ts';

/** Gives the labels by which elements of both sides find each other. */
export function createSignature({ labels, isOn }: Pick<Matching, 'labels' | 'isOn'>): (of: LabelSet) => LabelSet {
  const names = new Set(isOn ? labels : [...labels, METRIC_LABEL]);
  return isOn ? of => of.only(names) : of => of.without(names);
}

/** The columns of each signature. */
export function bySignature(
  columns: readonly Column[],
  signature: (of: LabelSet) => LabelSet,
): Map<string, readonly Column[]> {
  return Map.groupBy(columns, ({ labels }) => signature(labels).key);
}
