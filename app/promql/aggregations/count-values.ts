import { METRIC_LABEL } from '../../history/labels/label-postings.ts';
import type { Aggregation } from '../ast.ts';
import type { LabelSet } from '../eval/label-set.ts';
import { type Column, createColumn } from '../eval/value.ts';
import { formatNumber } from '../math/format-number.ts';

/**
 * How many elements have each value; the value becomes a label, in place of one of that name, before they are grouped. `note` is told
 * of the values of each new element, and may throw: there can be one for each sample.
 */
export function countValues(
  columns: readonly Column[],
  { grouping, isWithout }: Aggregation,
  label: string,
  note: (values: number) => void,
): Column[] {
  const names = new Set(isWithout ? [...grouping, METRIC_LABEL] : grouping);
  const isHidden = isWithout && names.has(label);
  const [taken, kept] = [new Set([...names, label]), new Set(grouping.filter(name => name !== label))];
  const counts = new Map<string, Map<string, Column>>();
  for (const { labels, values, present } of columns) {
    const base = isWithout ? labels.without(taken) : labels.only(kept);
    const byText = counts.get(base.key) ?? new Map<string, Column>();
    counts.set(base.key, byText);
    for (let step = 0; step < values.length; step++) {
      if (!present[step]) continue;
      const text = isHidden ? '' : formatNumber(values[step]!);
      const column = byText.get(text) ?? create(base.with(label, text), values.length, note);
      byText.set(text, column);
      column.values[step]!++;
      column.present[step] = 1;
    }
  }
  return Array.from(counts.values(), byText => Array.from(byText.values())).flat();
}

function create(labels: LabelSet, length: number, note: (values: number) => void): Column {
  note(length);
  return createColumn(labels, length);
}
