import type { Group } from '../eval/aggregation.ts';
import type { Evaluation } from '../eval/evaluation.ts';
import { type Column, createColumn } from '../eval/value.ts';
import { formatNumber } from '../math/format-number.ts';

/** How many elements have each value; the value becomes a label. */
export function countValues(
  evaluation: Evaluation,
  { labels, columns }: Group,
  label: string,
  count: number,
): Column[] {
  const byText = new Map<string, Column>();
  const add = (text: string) => {
    evaluation.requireWanted();
    evaluation.count(count); // of values that differ there may be one for each sample
    const column = createColumn(labels.with(label, text), count);
    byText.set(text, column);
    return column;
  };
  for (const { values, present } of columns) {
    for (let step = 0; step < count; step++) {
      if (!present[step]) continue;
      const text = formatNumber(values[step]!);
      const column = byText.get(text) ?? add(text);
      column.values[step]!++;
      column.present[step] = 1;
    }
  }
  return Array.from(byText.values());
}
