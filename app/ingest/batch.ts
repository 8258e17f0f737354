import type { Labels, Reading } from '../history/reading.ts';
import { limits } from './limits.ts';
import { createLocator } from './locator.ts';
import { endOfLine, skipSpace } from './space.ts';

/** A line that was refused as a whole. Line and column count from 1, the column in characters. */
export interface Problem {
  readonly line: number;
  readonly column: number;
  /** A sentence for people: what was wrong, and what to write instead. */
  readonly reason: string;
}

/** A text that came among readings. `atMs` is milliseconds since 1970 UTC. */
export interface LogLine {
  readonly stream: string;
  readonly labels: Labels;
  readonly atMs: number;
  readonly text: string;
}

/** What every parser of this room gives. All strings are copies; none holds on to the body. */
export interface Parsed {
  readonly readings: Reading[];
  readonly logLines: LogLine[];
  /** Lines (JSON elements, CSV rows) that hold something, good and bad; blank lines and comments do not count. */
  readonly lines: number;
  /** The first bad lines, at most `limits.problemsKept` of them, in their order. */
  readonly problems: Problem[];
  /** All bad lines. */
  readonly problemCount: number;
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
  const locate = createLocator(body);
  const readings: Reading[] = [];
  const logLines: LogLine[] = [];
  const problems: Problem[] = [];
  let keptLines = 0;
  let problemCount = 0;

  const held = () => readings.length + logLines.length + problemCount;

  function keep(start: number, newReadings: readonly Reading[], newLogLines: readonly LogLine[] = []): void {
    if (held() + newReadings.length + newLogLines.length > limits.readingsPerRequest) {
      refuse(start, tooMany);
      return;
    }
    keptLines++;
    for (const reading of newReadings) readings.push(reading);
    for (const line of newLogLines) logLines.push(line);
  }

  function refuse(at: number, reason: string): void {
    problemCount++;
    if (problems.length < limits.problemsKept) problems.push({ ...locate(at), reason });
  }

  function add(start: number, outcome: Outcome): void {
    if ('readings' in outcome) keep(start, outcome.readings);
    else refuse(start + outcome.offset, outcome.reason);
  }

  function refuseRest(start: number): void {
    for (let at = skipSpace(body, start); at < body.length; at = skipSpace(body, endOfLine(body, at)))
      refuse(at, tooMany);
  }

  function result(): Parsed {
    return { readings, logLines, lines: keptLines + problemCount, problems, problemCount };
  }

  return { keep, refuse, add, isFull: () => held() >= limits.readingsPerRequest, refuseRest, result };
}

/** What a parser says of a line it does not read because the batch is full. */
export const tooMany = `one request holds at most ${limits.readingsPerRequest} readings; send the rest in another one.`;
