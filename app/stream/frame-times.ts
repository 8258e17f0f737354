/** Frames whose time is known. Who is further behind is at least as late as the oldest of them. */
const FRAMES = 128;

/** When the newest frames of a log were appended, so that it can be told how late a reader is. Costs a number for each frame, none for a reader. */
export class FrameTimes {
  readonly #timesMs = new Float64Array(FRAMES);
  #nextSeq = 0;
  #firstSeq = 0;

  /** Frame `seq`, one after the other, was appended now. */
  note(seq: number, atMs: number): void {
    if (this.#nextSeq === 0) this.#firstSeq = seq;
    this.#timesMs[seq % FRAMES] = atMs;
    this.#nextSeq = seq + 1;
  }

  /** How long frame `seq` has been there for a reader that has yet to read it; 0 for one that is not there yet. */
  ageMs(seq: number, nowMs: number): number {
    if (seq >= this.#nextSeq) return 0;
    const known = Math.max(seq, this.#firstSeq, this.#nextSeq - FRAMES);
    return Math.max(0, nowMs - this.#timesMs[known % FRAMES]!);
  }
}
