import type { Segment } from './segment.ts';

/** Consecutive whole frames as they lie in the log. Nothing in it says who reads: all who read the same share one. */
export class Stretch {
  readonly firstSeq: number;
  /** Where each chunk lies. */
  readonly segments: Segment[] = [];
  readonly chunks: Uint8Array[] = [];
  frames = 0;
  byteLength = 0;

  constructor(firstSeq: number) {
    this.firstSeq = firstSeq;
  }

  get nextSeq(): number {
    return this.firstSeq + this.frames;
  }

  add(segment: Segment, frames: number): void {
    const chunk = segment.view(this.nextSeq, frames);
    this.segments.push(segment);
    this.chunks.push(chunk);
    this.frames += frames;
    this.byteLength += chunk.byteLength;
  }

  *eachFrame(): Generator<Uint8Array> {
    let seq = this.firstSeq;
    for (const segment of this.segments) {
      const behind = Math.min(segment.firstSeq + segment.frames, this.nextSeq);
      while (seq < behind) yield segment.view(seq++, 1);
    }
  }
}
