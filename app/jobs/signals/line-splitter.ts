import { jobLimits } from '../runs/job-limits.ts';

/** Of a line without an end so much is looked at; the rest of it is let go. */
const MAX_LINE_BYTES = 4 * jobLimits.textBytes;

const LF = 10;
const CR = 13;

/** A line, and whether it is text. */
export interface SplitLine {
  readonly number: number;
  /** Undefined: it is no text. */
  readonly text: string | undefined;
}

/**
 * Cuts a body that comes in pieces into lines. Both ends of a line count, also alone: progress bars write over themselves
 * with a carriage return. Empty lines are left out, but counted. Holds one line at most.
 */
export class LineSplitter {
  #held: Uint8Array[] = [];
  #heldBytes = 0;
  #number = 1;
  #wasReturn = false;

  *push(piece: Uint8Array): Generator<SplitLine> {
    let from = 0;
    for (let at = 0; at < piece.length; at++) {
      const byte = piece[at];
      if (byte !== LF && byte !== CR) continue;
      const isSecondOfPair = byte === LF && this.#wasReturn && at === from && this.#heldBytes === 0;
      this.#wasReturn = byte === CR;
      if (!isSecondOfPair) {
        this.#hold(piece.subarray(from, at));
        yield* this.#take();
        this.#number++;
      }
      from = at + 1;
    }
    if (from < piece.length) this.#wasReturn = false;
    this.#hold(piece.subarray(from));
  }

  /** The last line, which has no end. */
  end(): Generator<SplitLine> {
    return this.#take();
  }

  #hold(bytes: Uint8Array): void {
    const room = bytes.subarray(0, Math.max(0, MAX_LINE_BYTES - this.#heldBytes));
    // A piece is the memory of whoever read it.
    if (room.length > 0) this.#held.push(Uint8Array.from(room));
    this.#heldBytes += room.length;
  }

  *#take(): Generator<SplitLine> {
    if (this.#heldBytes === 0) return;
    const text = toText(Buffer.concat(this.#held), this.#heldBytes >= MAX_LINE_BYTES);
    this.#held = [];
    this.#heldBytes = 0;
    if (text?.trim() !== '') yield { number: this.#number, text };
  }
}

/** Where the line was cut, its last character may be half of one. */
function toText(bytes: Buffer, isCut: boolean): string | undefined {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    const text = decoder.decode(bytes, { stream: isCut });
    return text.includes('\0') ? undefined : text;
  } catch (error) {
    if (error instanceof TypeError) return undefined; // no UTF-8
    throw error;
  }
}
