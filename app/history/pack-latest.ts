import type { NewestPoints } from './newest-points.ts';
import { type PackedTexts, packTexts } from './pack-texts.ts';
import type { IndexedSeries } from './series-index.ts';

/**
 * The newest reading of many series on its way to another thread: as columns and a few long texts, because a structured clone
 * is quick with these, and slow with ten thousand objects and fifty thousand texts.
 */
export interface PackedLatest {
  readonly keys: PackedTexts;
  readonly metrics: PackedTexts;
  /** Names of labels, those of a series together: each such list once. */
  readonly shapes: readonly (readonly string[])[];
  /** For each series, which of them. */
  readonly shapeOf: Uint32Array;
  /** Values of labels, in the order of series and names. */
  readonly labelValues: PackedTexts;
  /** Empty where there is none. */
  readonly units: PackedTexts;
  readonly createdMs: Float64Array;
  readonly atMs: Float64Array;
  readonly values: Float64Array;
  /** NaN where it is not known. */
  readonly intervalsMs: Float64Array;
}

/** `unitOf` may know a unit where the sender names none. */
export function packLatest(
  series: readonly IndexedSeries[],
  newest: NewestPoints,
  unitOf = (one: IndexedSeries) => one.unit,
): PackedLatest {
  const atMs = new Float64Array(series.length);
  const values = new Float64Array(series.length);
  const intervalsMs = new Float64Array(series.length);
  for (const [at, { id }] of series.entries()) {
    const known = newest.get(id);
    atMs[at] = known.atMs;
    values[at] = known.value;
    intervalsMs[at] = known.intervalMs ?? Number.NaN;
  }
  return {
    ...{ atMs, values, intervalsMs, createdMs: Float64Array.from(series, one => one.createdMs) },
    ...{ keys: packTexts(series.map(({ key }) => key)), metrics: packTexts(series.map(({ metric }) => metric)) },
    ...packLabels(series),
    units: packTexts(series.map(one => unitOf(one) ?? '')),
  };
}

function packLabels(series: readonly IndexedSeries[]): Pick<PackedLatest, 'shapes' | 'shapeOf' | 'labelValues'> {
  const shapes: string[][] = [];
  const byNames = new Map<string, number>();
  const shapeOf = new Uint32Array(series.length);
  const values: string[] = [];
  for (const [at, { labels }] of series.entries()) {
    const names = Object.keys(labels);
    const text = JSON.stringify(names);
    const shape = byNames.get(text) ?? shapes.push(names) - 1;
    byNames.set(text, shape);
    shapeOf[at] = shape;
    for (const name of names) values.push(labels[name]!);
  }
  return { shapes, shapeOf, labelValues: packTexts(values) };
}
