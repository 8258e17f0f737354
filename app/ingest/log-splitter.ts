import { logLimits } from './log-limits.ts';

/**
 * Cuts the pieces of a body into lines, wherever the pieces end. A byte that is no UTF-8 becomes U+FFFD; a line that is too long is
 * cut, and ends with a word about it. Holds at most one line.
 */
export class LogSplitter {
  // In pieces, Node's own treatment of the mark takes away a second one behind half a mark.
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  #hasBegun = false;
  #rest = '';
  #dropped = 0;

  /** The lines that are whole now. */
  push(piece: Uint8Array): string[] {
    return this.#split(this.#withoutMark(this.#decoder.decode(piece, { stream: true })));
  }

  /** What has no line break behind it. */
  end(): string[] {
    const lines = this.#split(this.#decoder.decode());
    return this.#rest === '' ? lines : [...lines, this.#take('')];
  }

  /** A byte order mark at the beginning is no part of the text. */
  #withoutMark(text: string): string {
    const isBeginning = !this.#hasBegun && text !== '';
    this.#hasBegun ||= isBeginning;
    return isBeginning && text.startsWith('\ufeff') ? text.slice(1) : text;
  }

  #split(text: string): string[] {
    const parts = text.split('\n');
    const last = parts.pop()!;
    const lines = parts.map(part => this.#take(part));
    this.#keep(last);
    return lines;
  }

  #keep(text: string): void {
    const room = logLimits.lineBytes - this.#rest.length;
    this.#rest += text.slice(0, Math.max(0, room));
    this.#dropped += Math.max(0, text.length - room);
  }

  #take(end: string): string {
    this.#keep(end);
    const line = this.#rest.replace(/\r$/, '');
    const whole = this.#dropped > 0 ? `${line} … ${this.#dropped} more characters` : line;
    this.#rest = '';
    this.#dropped = 0;
    return whole;
  }
}
