import type { TextSink } from './text-sink.ts';

/** Text that goes on at once. Packed, a piece of it takes some 20 bytes more than it would in the middle of a longer one. */
const PIECE_BYTES = 1024 * 1024;

/** Text after which an export can be gone on with, if it is cut off: less than a second's work. */
const KEEP_BYTES = 4 * 1024 * 1024;

/** Gathers small texts into pieces for a sink. */
export class TextCollector {
  readonly #sink: TextSink;
  #texts: Buffer[] = [];
  #waitingBytes = 0;
  #addedBytes = 0;
  #keptBytes = 0;

  constructor(sink: TextSink) {
    this.#sink = sink;
  }

  /** All that was added, before it is packed. */
  get addedBytes(): number {
    return this.#addedBytes;
  }

  get isWorthKeeping(): boolean {
    return this.#addedBytes - this.#keptBytes >= KEEP_BYTES;
  }

  async add(text: string): Promise<void> {
    if (text === '') return;
    const bytes = Buffer.from(text);
    this.#texts.push(bytes);
    this.#waitingBytes += bytes.length;
    this.#addedBytes += bytes.length;
    if (this.#waitingBytes >= PIECE_BYTES) await this.#flush();
  }

  /** Brings all of it to where it belongs. Gives how long that is now. */
  async keep(): Promise<number> {
    if (this.#waitingBytes > 0) await this.#flush();
    this.#keptBytes = this.#addedBytes;
    return this.#sink.settle();
  }

  async #flush(): Promise<void> {
    const piece = Buffer.concat(this.#texts);
    this.#texts = [];
    this.#waitingBytes = 0;
    await this.#sink.put(piece);
  }
}
