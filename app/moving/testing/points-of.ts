import { openHistorySnapshot } from '../../history/history-snapshot.ts';
import type { Labels } from '../../history/reading.ts';
import { dataFiles } from '../../start/data-files.ts';

/** A series as it lies in a data folder. */
export interface SeriesPoints {
  readonly key: string;
  readonly labels: Labels;
  /** `1795838192327 -0`: the time, and every bit of the value. (NaN has many; one stands for all.) */
  readonly points: readonly string[];
}

export function pointsOf(dataDir: string): SeriesPoints[] {
  const snapshot = openHistorySnapshot(dataFiles(dataDir).history);
  try {
    return snapshot.series.map(({ id, key, labels }) => ({
      ...{ key, labels },
      points: Array.from(snapshot.points(id, 0, Number.MAX_SAFE_INTEGER)).flatMap(({ times, values }) =>
        Array.from(times, (atMs, i) => `${atMs} ${Object.is(values[i], -0) ? '-0' : values[i]}`),
      ),
    }));
  } finally {
    snapshot.close();
  }
}
