import type { Labels } from '../history/reading.ts';

/** A number that a source found just now; the collector gives it its time. */
export interface Gauge {
  readonly metric: string;
  readonly value: number;
  readonly unit: string;
  readonly labels?: Labels;
}

/** Something that can be asked for numbers. Sources that are slow to read or change slowly are asked less often. */
export interface Source {
  readonly name: string;
  readonly everyMs: number;
  read(): Promise<readonly Gauge[]>;
}
