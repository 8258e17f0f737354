import type { MessagePort } from 'node:worker_threads';
import type { LineWish } from './line-wish.ts';
import type { KeptLine, LogLine } from './log-line.ts';
import type { CountQuery, FoundLines, LogQuery } from './log-query.ts';

/** What the keeper needs to start. */
export interface LogKeeperData {
  readonly path: string;
  readonly maxBytes: number;
}

export interface LogKeeperCalls {
  /** Answered when the file is there, in its newest form. It shares no commit, which could fail for what others write. */
  ready(): void;
  append(lines: readonly LogLine[]): Appended;
  /** Tidies up: what is older than `keepFromMs` goes, and what is more than fits. */
  sweep(keepFromMs: number, nowMs: number): void;
  /** Serves another thread over this port. */
  connect(port: MessagePort): void;
}

/** What became of lines. */
export interface Appended {
  readonly kept: number;
  /** Left out, because there are too many streams. */
  readonly refused: number;
}

export interface LogReaderData {
  readonly path: string;
}

export interface LogReaderCalls {
  tail(stream: string, limit: number): readonly KeptLine[];
  find(query: LogQuery, counting?: CountQuery): FoundLines;
  around(seq: number, count: number): Surroundings | undefined;
  after(wish: LineWish, seq: number): FollowingLines;
  newest(limit: number): readonly StreamNews[];
  stats(): LogStats;
}

/** A line, and those of its stream that came before and after it, oldest first. */
export interface Surroundings {
  readonly before: readonly KeptLine[];
  readonly line: KeptLine;
  readonly after: readonly KeptLine[];
}

/** Some of the lines that came after another one, in the order in which they came. */
export interface FollowingLines {
  readonly lines: readonly KeptLine[];
  /** Up to here everything was looked at. Before what was asked for: the file is another one. */
  readonly upToSeq: number;
  /** Up to here lines have run out. */
  readonly lostSeq: number;
  /** There were no more. */
  readonly isAtEnd: boolean;
}

/** A stream with its newest line. */
export interface StreamNews {
  readonly stream: string;
  readonly newest: KeptLine;
}

export interface LogStats {
  /** By their numbers: what went out of turn, because it was older, is counted until those before it are gone. */
  readonly lines: number;
  readonly streams: number;
  /** Of the file, free pages left out. */
  readonly bytes: number;
  readonly oldestMs: number | undefined;
}
