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
  const createdMs = new Float64Array(series.length);
  const atMs = new Float64Array(series.length);
  const values = new Float64Array(series.length);
  const intervalsMs = new Float64Array(series.length);
  for (let at = 0; at < series.length; at++) {
    const known = newest.get(series[at]!.id);
    createdMs[at] = series[at]!.createdMs;
    atMs[at] = known.atMs;
    values[at] = known.value;
    intervalsMs[at] = known.intervalMs ?? Number.NaN;
  }
  return {
    ...{ createdMs, atMs, values, intervalsMs },
    ...{ keys: packTexts(series.map(({ key }) => key)), metrics: packTexts(series.map(({ metric }) => metric)) },
    ...packLabels(series),
    units: packTexts(series.map(one => unitOf(one) ?? '')),
  };
}

function packLabels(series: readonly IndexedSeries[]): Pick<PackedLatest, 'shapes' | 'shapeOf' | 'labelValues'> {
  const shapes = new Shapes();
  const shapeOf = new Uint32Array(series.length);
  const values: string[] = [];
  for (let at = 0; at < series.length; at++) {
    const { labels } = series[at]!;
    const names = Object.keys(labels);
    shapeOf[at] = shapes.numberOf(names);
    for (const name of names) values.push(labels[name]!);
  }
  return { shapes: shapes.all, shapeOf, labelValues: packTexts(values) };
}

/** Numbers lists of names. Series that stand together mostly have the same ones. */
class Shapes {
  readonly all: (readonly string[])[] = [];
  readonly #numbers = new Map<string, number>();
  #last = -1;

  numberOf(names: readonly string[]): number {
    if (!this.#isLast(names)) this.#last = this.#find(names);
    return this.#last;
  }

  #isLast(names: readonly string[]): boolean {
    const last = this.all[this.#last];
    return last !== undefined && last.length === names.length && last.every((name, at) => name === names[at]);
  }

  #find(names: readonly string[]): number {
    const text = JSON.stringify(names);
    const number = this.#numbers.get(text) ?? this.all.push(names) - 1;
    this.#numbers.set(text, number);
    return number;
  }
}
