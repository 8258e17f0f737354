import type { Binary } from '../ast.ts';
import type { Evaluation } from './evaluation.ts';
import { anyOf } from './masks.ts';
import { bySignature, createSignature } from './signature.ts';
import { uniqueLabels } from './unique-labels.ts';
import type { Column, VectorValue } from './value.ts';

/** `and`, `or`, `unless`: whole elements, by whether the other side has one of their signature. */
export async function combineSets(
  evaluation: Evaluation,
  { op, matching }: Binary,
  left: VectorValue,
  right: VectorValue,
): Promise<VectorValue> {
  const signature = createSignature(matching ?? { labels: [], isOn: false });
  const series: Column[] = [];
  const keep = async (columns: readonly Column[], masks: ReadonlyMap<string, Uint8Array>, where: 0 | 1) => {
    for (const column of columns) {
      const kept = keepWhere(column, masks.get(signature(column.labels).key), where);
      if (kept?.present.includes(1)) series.push(kept);
      const turn = evaluation.options.giveTurn();
      if (turn) await turn;
    }
  };
  if (op === 'or') {
    series.push(...left.series);
    await keep(right.series, masksOf(left.series, signature), 0);
  } else await keep(left.series, masksOf(right.series, signature), op === 'and' ? 1 : 0);
  return { kind: 'vector', series: await uniqueLabels(evaluation, series) };
}

/** For each signature, at which steps there is an element that has it. */
function masksOf(columns: readonly Column[], signature: ReturnType<typeof createSignature>): Map<string, Uint8Array> {
  const masks = new Map<string, Uint8Array>();
  for (const [key, group] of bySignature(columns, signature))
    masks.set(
      key,
      anyOf(
        group.map(({ present }) => present),
        group[0]!.present.length,
      ),
    );
  return masks;
}

/** The column, where there is another one (1) or none (0); undefined: nowhere. */
function keepWhere(column: Column, others: Uint8Array | undefined, where: 0 | 1): Column | undefined {
  if (!others) return where === 0 ? column : undefined;
  const present = new Uint8Array(others.length);
  for (let step = 0; step < present.length; step++) present[step] = others[step] === where ? column.present[step]! : 0;
  return { ...column, present };
}
