import type { Latest } from './history.ts';
import type { PackedLatest } from './pack-latest.ts';

/** What was packed, as one object for each series again. */
export function unpackLatest(packed: PackedLatest): Latest[] {
  return packed.keys.map((key, at) => {
    const unit = packed.units[at];
    const intervalMs = packed.intervalsMs[at]!;
    return {
      key,
      metric: packed.metrics[at]!,
      labels: packed.labels[at]!,
      createdMs: packed.createdMs[at]!,
      ...(unit !== undefined && { unit }),
      atMs: packed.atMs[at]!,
      value: packed.values[at]!,
      ...(!Number.isNaN(intervalMs) && { intervalMs }),
    };
  });
}
