import { METRIC_LABEL } from '../../history/labels/label-postings.ts';
import type { Aggregation } from '../ast.ts';
import type { Evaluation } from '../eval/evaluation.ts';
import { type Column, createColumn } from '../eval/value.ts';
import { formatNumber } from '../math/format-number.ts';

/** How many elements have each value; the value becomes a label, in place of one of that name, before they are grouped. */
export async function countValues(
  evaluation: Evaluation,
  columns: readonly Column[],
  { grouping, isWithout }: Aggregation,
  label: string,
): Promise<Column[]> {
  const names = new Set(isWithout ? [...grouping, METRIC_LABEL] : grouping);
  const isHidden = isWithout && names.has(label);
  const [taken, kept] = [new Set([...names, label]), new Set(grouping.filter(name => name !== label))];
  const groups = new Map<string, Map<string, Column>>();
  for (const column of columns) {
    const base = isWithout ? column.labels.without(taken) : column.labels.only(kept);
    const counts = groups.get(base.key) ?? new Map<string, Column>();
    groups.set(base.key, counts);
    const create = async (text: string) => {
      const turn = evaluation.options.giveTurn();
      if (turn) await turn;
      evaluation.count(column.values.length); // of values that differ there may be one for each sample
      return createColumn(base.with(label, text), column.values.length);
    };
    await countColumn(column, counts, isHidden ? () => '' : formatNumber, create);
    const turn = evaluation.options.giveTurn();
    if (turn) await turn;
  }
  return Array.from(groups.values(), counts => Array.from(counts.values())).flat();
}

async function countColumn(
  { values, present }: Column,
  counts: Map<string, Column>,
  toText: (number: number) => string,
  create: (text: string) => Promise<Column>,
): Promise<void> {
  for (let step = 0; step < values.length; step++) {
    if (present[step] !== 1) continue;
    const text = toText(values[step]!);
    const column = counts.get(text) ?? (await create(text));
    counts.set(text, column);
    column.values[step]!++;
    column.present[step] = 1;
  }
}
