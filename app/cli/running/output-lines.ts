import { stripVTControlCharacters } from 'node:util';

/** Of one line; the rest is left out. */
const MAX_LINE_CHARS = 2_000;

export interface OutputLine {
  /** Without colours, and without what ended it. */
  readonly text: string;
  /** The next one is drawn over it, as bars of progress are. */
  readonly isRedrawn: boolean;
}

/** Cuts what a program writes into lines, piece by piece. Memory is bounded by the longest line. */
export class OutputLines {
  readonly #decoder = new TextDecoder();
  #begun = '';
  /** What came last was a carriage return: what follows says whether it began a line break. */
  #isReturned = false;

  /** The lines that this piece ends. */
  add(piece: Buffer): OutputLine[] {
    return this.#cut(this.#decoder.decode(piece, { stream: true }));
  }

  /** What was begun and has no end. */
  end(): OutputLine[] {
    const lines = this.#cut(this.#decoder.decode());
    return this.#begun === '' ? lines : [...lines, this.#finish(this.#isReturned)];
  }

  #cut(text: string): OutputLine[] {
    const lines: OutputLine[] = [];
    for (const [part] of text.matchAll(/[\r\n]|[^\r\n]+/g)) {
      if (part === '\n') lines.push(this.#finish(false));
      else if (this.#isReturned) lines.push(this.#finish(true));
      this.#isReturned = part === '\r';
      if (part !== '\n' && part !== '\r') this.#begun = `${this.#begun}${part}`.slice(0, MAX_LINE_CHARS);
    }
    return lines;
  }

  #finish(isRedrawn: boolean): OutputLine {
    const text = stripVTControlCharacters(this.#begun);
    this.#begun = '';
    this.#isReturned = false;
    return { text, isRedrawn };
  }
}
