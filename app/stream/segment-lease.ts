import type { Lease } from './buffer.ts';
import type { SegmentMemory } from './segment-memory.ts';
import type { Stretch } from './stretch.ts';

/** Whoever takes leases can be put out for keeping them. */
export interface LeaseHolder {
  eject(): void;
}

/** One reader's leave to look at a stretch of the log. */
export class SegmentLease implements Lease {
  readonly reader: LeaseHolder;
  readonly stretch: Stretch;
  /** Among the leases that are out. */
  place = 0;
  readonly #memory: SegmentMemory;

  constructor(memory: SegmentMemory, reader: LeaseHolder, stretch: Stretch) {
    this.#memory = memory;
    this.reader = reader;
    this.stretch = stretch;
  }

  get firstSeq(): number {
    return this.stretch.firstSeq;
  }

  get lastSeq(): number {
    return this.stretch.nextSeq - 1;
  }

  get frames(): number {
    return this.stretch.frames;
  }

  get chunks(): readonly Uint8Array[] {
    return this.stretch.chunks;
  }

  get byteLength(): number {
    return this.stretch.byteLength;
  }

  eachFrame(): Iterable<Uint8Array> {
    return this.stretch.eachFrame();
  }

  release(): void {
    this.#memory.takeBack(this, true);
  }

  abandon(): void {
    this.#memory.takeBack(this, false);
  }

  [Symbol.dispose](): void {
    this.release();
  }
}
