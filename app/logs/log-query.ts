import type { KeptLine, Level } from './log-line.ts';

/** Which lines are asked for. */
export interface LogQuery {
  /** In the words of `parseSearch`; empty: every line. */
  readonly search: string;
  /** Fields and the value that each must have exactly. */
  readonly fields: readonly (readonly [name: string, value: string])[];
  readonly stream: string | undefined;
  readonly levels: readonly Level[];
  /** Milliseconds since 1970 UTC, `toMs` excluded. */
  readonly fromMs: number;
  readonly toMs: number;
  /** Only lines that come before that one in time: the page before. */
  readonly before?: LinePlace | undefined;
  /** Lines at most; the newest. */
  readonly limit: number;
}

/** Where a line stands: by its time, and among those of one moment by its number. */
export interface LinePlace {
  readonly atMs: number;
  readonly seq: number;
}

/** How lines are counted beside. */
export interface CountQuery {
  /** Width of a bar; of `BUCKET_WIDTHS_S`. */
  readonly bucketS: number;
}

/** So many seconds a bar of a histogram may be wide: each goes into the next but one, and all into the days. */
export const BUCKET_WIDTHS_S = [10, 30, 60, 180, 300, 600, 900, 1800, 3600, 7200, 21_600, 43_200, 86_400] as const;

/** Lines of one stream and level in one bar. `startMs` is a multiple of the width. */
export interface LineCount {
  readonly startMs: number;
  readonly stream: string;
  readonly level: Level;
  readonly count: number;
}

export interface FoundLines {
  /** By time, the newest last. */
  readonly lines: readonly KeptLine[];
  /** There are older ones that match. */
  readonly hasMore: boolean;
  /** Counted over all streams and levels, so that one sees what another choice would show. */
  readonly counts: readonly LineCount[];
  /** Everything that matches and has no higher number is in it. */
  readonly upToSeq: number;
  /** A search that took too long ended here: what is older was not looked at, or not counted. */
  readonly searchedFromMs?: number | undefined;
  readonly countedFromMs?: number | undefined;
}
