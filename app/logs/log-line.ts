import type { Labels } from '../history/reading.ts';

export type Level = 'debug' | 'info' | 'warn' | 'error';

/** One line of text of one stream at one moment (ms since 1970 UTC). */
export interface LogLine {
  readonly stream: string;
  readonly atMs: number;
  readonly level: Level;
  readonly text: string;
  readonly fields: Labels;
}

/** A line as it is kept. `seq` grows with every line of every stream and survives restarts. */
export interface KeptLine extends LogLine {
  readonly seq: number;
}
