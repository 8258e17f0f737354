import type { Lease } from './buffer.ts';
import type { Segment } from './segment.ts';
import type { SegmentMemory } from './segment-memory.ts';

/** Whoever takes leases can be put out for keeping them. */
export interface LeaseHolder {
  eject(): void;
}

export class SegmentLease implements Lease {
  readonly reader: LeaseHolder;
  readonly firstSeq: number;
  readonly segments: Segment[] = [];
  readonly chunks: Uint8Array[] = [];
  frames = 0;
  byteLength = 0;
  readonly #memory: SegmentMemory;

  constructor(memory: SegmentMemory, reader: LeaseHolder, firstSeq: number) {
    this.#memory = memory;
    this.reader = reader;
    this.firstSeq = firstSeq;
  }

  get lastSeq(): number {
    return this.firstSeq + this.frames - 1;
  }

  add(segment: Segment, frames: number): void {
    const chunk = segment.view(this.firstSeq + this.frames, frames);
    this.segments.push(segment);
    this.chunks.push(chunk);
    this.frames += frames;
    this.byteLength += chunk.byteLength;
  }

  *eachFrame(): Generator<Uint8Array> {
    let seq = this.firstSeq;
    for (const segment of this.segments) {
      const behind = Math.min(segment.firstSeq + segment.frames, this.lastSeq + 1);
      while (seq < behind) yield segment.view(seq++, 1);
    }
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
