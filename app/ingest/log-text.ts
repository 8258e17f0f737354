import type { LogLine } from '../logs/log-line.ts';
import { LogGrouper } from './log-grouper.ts';
import { LogSplitter } from './log-splitter.ts';
import { type EntryContext, readLogEntry } from './read-log-entry.ts';

/** Reads text of one sender as it comes, piece by piece, into log lines. */
export class LogTextReader {
  readonly #splitter = new LogSplitter();
  readonly #grouper: LogGrouper;
  readonly #context: Omit<EntryContext, 'nowMs'>;
  #nowMs = 0;

  constructor(context: Omit<EntryContext, 'nowMs'>) {
    this.#context = context;
    this.#grouper = new LogGrouper(() => this.#nowMs);
  }

  /** An entry waits that may go on with the next line. */
  get isOpen(): boolean {
    return this.#grouper.isOpen;
  }

  push(piece: Uint8Array, nowMs: number): LogLine[] {
    this.#nowMs = nowMs;
    return this.#group(this.#splitter.push(piece));
  }

  /** Nothing has come for a while: what is whole is not held back any longer. */
  flush(nowMs: number): LogLine[] {
    this.#nowMs = nowMs;
    const entry = this.#grouper.flush();
    return entry === undefined ? [] : [this.#read(entry)];
  }

  end(nowMs: number): LogLine[] {
    this.#nowMs = nowMs;
    return [...this.#group(this.#splitter.end()), ...this.flush(nowMs)];
  }

  #group(lines: readonly string[]): LogLine[] {
    return lines.flatMap(line => {
      const entry = this.#grouper.add(line);
      return entry === undefined ? [] : [this.#read(entry)];
    });
  }

  #read(entry: string): LogLine {
    return readLogEntry(entry, { ...this.#context, nowMs: this.#nowMs });
  }
}

/** A whole text at once. */
export function parseLogText(body: Uint8Array, context: EntryContext): LogLine[] {
  const reader = new LogTextReader(context);
  return [...reader.push(body, context.nowMs), ...reader.end(context.nowMs)];
}
