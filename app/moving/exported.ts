import type { ExportedSoFar } from './exported-so-far.ts';

/** What became of an export. */
export interface Exported {
  readonly soFar: ExportedSoFar;
  /** Pieces of the history that could not be read. */
  readonly damaged: number;
  /** True when it went on with one that was cut off. */
  readonly isResumed: boolean;
}
