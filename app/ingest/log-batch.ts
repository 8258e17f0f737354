import type { LogLine } from '../logs/log-line.ts';
import { logLimits } from './log-limits.ts';

/** What was read from a body: lines, and how many could not be read, the first of them explained. */
export interface ParsedLogs {
  readonly lines: readonly LogLine[];
  readonly refused: number;
  /** Sentences for the sender. */
  readonly reasons: readonly string[];
}

/** Collects what a parser finds, within the bounds of one request. */
export class LogBatch {
  readonly #lines: LogLine[] = [];
  readonly #reasons: string[] = [];
  #refused = 0;

  keep(line: LogLine): void {
    if (this.#lines.length < logLimits.linesPerRequest) this.#lines.push(line);
    else this.refuse(`a request holds at most ${logLimits.linesPerRequest} lines; send the rest in another one.`);
  }

  refuse(reason: string): void {
    this.#refused++;
    if (this.#reasons.length < logLimits.problemsKept && this.#reasons.at(-1) !== reason) this.#reasons.push(reason);
  }

  result(): ParsedLogs {
    return { lines: this.#lines, refused: this.#refused, reasons: this.#reasons };
  }
}
