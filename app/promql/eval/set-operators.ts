import type { Binary } from '../ast.ts';
import { bySignature, createSignature } from './signature.ts';
import { uniqueLabels } from './unique-labels.ts';
import type { Column, VectorValue } from './value.ts';

/** `and`, `or`, `unless`: whole elements, by whether the other side has one of their signature. */
export function combineSets({ op, matching }: Binary, left: VectorValue, right: VectorValue): VectorValue {
  const signature = createSignature(matching ?? { labels: [], isOn: false });
  const [lefts, rights] = [bySignature(left.series, signature), bySignature(right.series, signature)];
  const keyOf = ({ labels }: Column) => signature(labels).key;
  const keep = (column: Column, others: readonly Column[] | undefined, where: 0 | 1) =>
    keepWhere(column, others ?? [], where);
  const fromLeft = left.series.map(column =>
    op === 'or' ? column : keep(column, rights.get(keyOf(column)), op === 'and' ? 1 : 0),
  );
  const fromRight = op === 'or' ? right.series.map(column => keep(column, lefts.get(keyOf(column)), 0)) : [];
  const series = [...fromLeft, ...fromRight].filter(({ present }) => present.includes(1));
  return { kind: 'vector', series: uniqueLabels(series) };
}

/** The column, where some of the others has a value (1) or none has (0). */
function keepWhere({ labels, values, present }: Column, others: readonly Column[], where: 0 | 1): Column {
  const kept = present.map((is, step) => {
    const isThere = others.some(other => other.present[step] === 1) ? 1 : 0;
    return is && isThere === where ? 1 : 0;
  });
  return { labels, values, present: kept };
}
