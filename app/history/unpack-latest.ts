import type { Latest } from './history.ts';
import type { PackedLatest } from './pack-latest.ts';
import { unpackTexts } from './pack-texts.ts';
import type { Labels } from './reading.ts';

/** What was packed, as one object for each series again. */
export function unpackLatest(packed: PackedLatest): Latest[] {
  const [keys, metrics, units] = [packed.keys, packed.metrics, packed.units].map(unpackTexts) as [
    string[],
    string[],
    string[],
  ];
  const labels = unpackLabels(packed);
  return keys.map((key, at) => {
    const unit = units[at]!;
    const intervalMs = packed.intervalsMs[at]!;
    return {
      key,
      metric: metrics[at]!,
      labels: labels[at]!,
      createdMs: packed.createdMs[at]!,
      ...(unit !== '' && { unit }),
      atMs: packed.atMs[at]!,
      value: packed.values[at]!,
      ...(!Number.isNaN(intervalMs) && { intervalMs }),
    };
  });
}

function unpackLabels({ shapes, shapeOf, labelValues }: PackedLatest): Labels[] {
  const values = unpackTexts(labelValues);
  const all = new Array<Labels>(shapeOf.length);
  let next = 0;
  for (let at = 0; at < shapeOf.length; at++) {
    const labels: Record<string, string> = {};
    for (const name of shapes[shapeOf[at]!]!) labels[name] = values[next++]!;
    all[at] = labels;
  }
  return all;
}
