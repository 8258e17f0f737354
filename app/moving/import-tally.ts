import type { Problem } from '../ingest/batch.ts';
import type { KeptPoints } from './destination.ts';

/** Bad lines that are told one by one; the others are counted. */
const MAX_TOLD = 10;

/** Counts what becomes of a text, and tells of the first bad lines. */
export class ImportTally {
  readonly #tell: (sentence: string) => void;
  accepted = 0;
  refused = 0;
  badLines = 0;
  /** Lines of logs, which line protocol can hold, too. */
  texts = 0;
  /** Why the first point was refused that was. */
  reason: string | undefined;
  #told = 0;

  constructor(tell: (sentence: string) => void) {
    this.#tell = tell;
  }

  /** True when there was something, and nothing of it could be taken. */
  get hasNothing(): boolean {
    return this.accepted === 0 && this.refused + this.badLines + this.texts > 0;
  }

  noteFound(firstLine: number, count: number, problems: readonly Problem[], texts: number): void {
    this.badLines += count;
    this.texts += texts;
    for (const { line, column, reason } of problems.slice(0, MAX_TOLD - this.#told)) {
      this.#told++;
      this.#tell(`line ${firstLine + line - 1}, column ${column}: ${reason}`);
    }
  }

  noteKept({ accepted, refused, reason }: KeptPoints): void {
    this.accepted += accepted;
    this.refused += refused;
    this.reason ??= reason;
  }
}
