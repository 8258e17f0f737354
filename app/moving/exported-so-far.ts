/** How far an export has come. */
export interface ExportedSoFar {
  /** Of the file, to which it is cut back before it is gone on with. */
  bytes: number;
  points: number;
  /** Points that could not be written in the format. */
  leftOut: number;
  /** With points, written or not. */
  series: number;
  /** The last series that is written with all of its points. */
  last?: { metric: string; key: string };
  /** The metric whose head was written last. */
  headed?: string;
}

export const NOTHING_EXPORTED: Readonly<ExportedSoFar> = { bytes: 0, points: 0, leftOut: 0, series: 0 };
