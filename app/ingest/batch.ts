import type { Labels, Reading } from '../history/reading.ts';
import { limits } from './limits.ts';
import { createLocator } from './locator.ts';
import type { PointColumns } from './point-columns.ts';
import { endOfLine, skipSpace } from './space.ts';

/** A line that was refused as a whole. Line and column count from 1, the column in characters. */
export interface Problem {
  readonly line: number;
  readonly column: number;
  /** A sentence for people: what was wrong, and what to write instead. */
  readonly reason: string;
  /** Of several messages in one body: which one, and line and column are in it. */
  readonly message?: number;
}

/** A text that came among readings. `atMs` is milliseconds since 1970 UTC. */
export interface LogLine {
  readonly stream: string;
  readonly labels: Labels;
  readonly atMs: number;
  readonly text: string;
}

/** What a parser found beside the readings. All strings are copies; none holds on to the body. */
export interface Found {
  readonly logLines: LogLine[];
  /** Lines (JSON elements, CSV rows) that hold something, good and bad; blank lines and comments do not count. */
  readonly lines: number;
  /** The first bad lines, at most `limits.problemsKept` of them, in their order. */
  readonly problems: Problem[];
  /** All bad lines. */
  readonly problemCount: number;
}

/** What a parser of few or of nested readings gives. */
export interface Parsed extends Found {
  readonly readings: Reading[];
}

/** What a parser of very many readings gives. */
export interface ParsedPoints extends Found {
  readonly points: PointColumns;
}

/** What one line gave: its readings, or its fault, `offset` bytes after the beginning of the line. */
export type Outcome = { readonly readings: readonly Reading[] } | { readonly offset: number; readonly reason: string };

/** Collects what a parser finds. A line is kept whole or refused whole: one of these is called once for each. */
export interface Batch {
  /** Keeps what a line held, or refuses the line when the request is full. `start` is where it begins, in bytes. */
  keep(start: number, readings: readonly Reading[], logLines?: readonly LogLine[]): void;
  /** Refuses a line; `at` is the place of the fault in the body, in bytes. */
  refuse(at: number, reason: string): void;
  /** Keeps or refuses, as it came out. */
  add(start: number, outcome: Outcome): void;
  /** True when the request holds all it may; what comes now must be refused without the cost of reading it. */
  isFull(): boolean;
  /** Refuses each line that holds something in the rest of the body; for when the batch is full. */
  refuseRest(start: number): void;
  result(): Parsed;
}

export function createBatch(body: Buffer): Batch {
  const findings = createFindings(body);
  const readings: Reading[] = [];

  function keep(start: number, newReadings: readonly Reading[], newLogLines: readonly LogLine[] = []): void {
    if (!findings.hasRoom(readings.length + newReadings.length + newLogLines.length)) {
      findings.refuse(start, tooMany);
      return;
    }
    findings.keepLine();
    for (const reading of newReadings) readings.push(reading);
    for (const line of newLogLines) findings.logLines.push(line);
  }

  return {
    keep,
    refuse: findings.refuse,
    add(start, outcome) {
      if ('readings' in outcome) keep(start, outcome.readings);
      else findings.refuse(start + outcome.offset, outcome.reason);
    },
    isFull: () => findings.isFull(readings.length),
    refuseRest: findings.refuseRest,
    result: () => ({ readings, ...findings.result() }),
  };
}

/** Counts the lines of a body, and collects its texts and its problems; the readings are the parser's. */
export interface Findings {
  readonly logLines: LogLine[];
  /** Counts a good line. */
  keepLine(): void;
  /** Refuses a line; `at` is the place of the fault in the body, in bytes. */
  refuse(at: number, reason: string): void;
  /** True while the request, with so many readings, holds no more than it may. */
  hasRoom(readings: number): boolean;
  /** True when the request, with so many readings, holds all it may. */
  isFull(readings: number): boolean;
  refuseRest(start: number): void;
  result(): Found;
}

/** `locate` tells where a fault is, for formats that have no lines. */
export function createFindings(body: Buffer, locate = createLocator(body)): Findings {
  const logLines: LogLine[] = [];
  const problems: Problem[] = [];
  let keptLines = 0;
  let problemCount = 0;

  const held = (readings: number) => readings + logLines.length + problemCount;

  function refuse(at: number, reason: string): void {
    problemCount++;
    if (problems.length < limits.problemsKept) problems.push({ ...locate(at), reason });
  }

  return {
    logLines,
    keepLine: () => void keptLines++,
    refuse,
    hasRoom: readings => held(readings) <= limits.readingsPerRequest,
    isFull: readings => held(readings) >= limits.readingsPerRequest,
    refuseRest(start) {
      for (let at = skipSpace(body, start); at < body.length; at = skipSpace(body, endOfLine(body, at)))
        refuse(at, tooMany);
    },
    result: () => ({ logLines, lines: keptLines + problemCount, problems, problemCount }),
  };
}

/** What a parser says of a line it does not read because the batch is full. */
export const tooMany = `one request holds at most ${limits.readingsPerRequest} readings; send the rest in another one.`;
