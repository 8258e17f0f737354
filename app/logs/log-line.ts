import type { Labels } from '../history/reading.ts';

export type Level = 'debug' | 'info' | 'warn' | 'error';

/** From the least to the most urgent; the place is the number in the file. */
export const LEVELS: readonly Level[] = ['debug', 'info', 'warn', 'error'];

/** One line of text of one stream at one moment (ms since 1970 UTC). A stack trace is one line with breaks in it. */
export interface LogLine {
  readonly stream: string;
  readonly atMs: number;
  readonly level: Level;
  /** As it was sent, ANSI escapes included. */
  readonly text: string;
  readonly fields: Labels;
}

/** A line as it is kept. `seq` grows with every line of every stream and survives restarts. */
export interface KeptLine extends LogLine {
  readonly seq: number;
}
