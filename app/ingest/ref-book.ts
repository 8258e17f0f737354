import type { Reading } from '../history/reading.ts';
import { seriesKey } from '../history/series-key.ts';
import { PointColumns } from './point-columns.ts';
import { createSeriesRef, type SeriesRef } from './series-ref.ts';

/** What a reading is of, and what it counts. */
export type SeriesName = Pick<Reading, 'metric' | 'labels' | 'unit'>;

/** References that are remembered at most; some 500 bytes each. When there are more, all are learned anew. */
const MAX_REFS = 200_000;

/** One reference for each series that readings name, so that its number need not be asked for again. */
export class RefBook {
  readonly #refs = new Map<string, SeriesRef>();

  toColumns(readings: readonly Reading[], points = new PointColumns()): PointColumns {
    for (const reading of readings) points.add(this.refOf(reading), reading.value, reading.atMs);
    return points;
  }

  refOf({ metric, labels, unit }: SeriesName): SeriesRef {
    const key = seriesKey(metric, labels);
    const ref = this.#refs.get(key) ?? this.#remember(key, createSeriesRef(metric, labels));
    if (unit === undefined || unit === ref.unit) return ref;
    ref.unit = unit;
    ref.id = 0; // so that it is named again, with its unit
    return ref;
  }

  #remember(key: string, ref: SeriesRef): SeriesRef {
    if (this.#refs.size >= MAX_REFS) this.#refs.clear();
    this.#refs.set(key, ref);
    return ref;
  }
}
