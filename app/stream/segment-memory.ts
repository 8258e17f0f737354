import { PlacedSet } from './placed-set.ts';
import { Segment } from './segment.ts';
import type { SegmentLease } from './segment-lease.ts';

export interface SegmentMemoryOptions {
  readonly segmentBytes: number;
  readonly maxPinnedBytes: number;
  readonly debugPoison: boolean;
}

/** The life of all segments: allocated, in the log, retired but leased, then written again or left to the garbage collector. */
export class SegmentMemory {
  readonly #options: SegmentMemoryOptions;
  readonly #leases = new PlacedSet<SegmentLease>();
  /** The one piece kept for the next segment; a second one would be memory beyond the promised bound. */
  #spare: Uint8Array<ArrayBuffer> | undefined;
  pinnedBytes = 0;
  recycled = 0;
  abandoned = 0;
  ejected = 0;

  constructor(options: SegmentMemoryOptions) {
    this.#options = options;
  }

  get leases(): number {
    return this.#leases.size;
  }

  allocate(sizeBytes: number, firstSeq: number): Segment {
    const spare = this.#spare;
    if (spare?.byteLength !== sizeBytes) return new Segment(new Uint8Array(sizeBytes), firstSeq);
    this.#spare = undefined;
    this.recycled += 1;
    return new Segment(spare, firstSeq);
  }

  /** The segment left the log; it lives on while leases look into it. */
  retire(segment: Segment): void {
    segment.isRetired = true;
    if (segment.pins > 0) this.pinnedBytes += segment.memory.byteLength;
    else this.#reclaim(segment);
  }

  lend(lease: SegmentLease): void {
    this.#leases.add(lease);
    for (const segment of lease.stretch.segments) segment.pins += 1;
  }

  /** Ends a lease; a second time it does nothing. */
  takeBack(lease: SegmentLease, isObserved: boolean): void {
    if (!this.#leases.delete(lease)) return;
    for (const segment of lease.stretch.segments) this.#unpin(segment, isObserved);
  }

  /** Keeps the promise of `maxPinnedBytes`: lets go of readers until it holds, those that look furthest back first. */
  ejectBeyondBound(): void {
    while (this.pinnedBytes > this.#options.maxPinnedBytes) this.#ejectOldest();
  }

  clear(): void {
    this.#leases.drain(() => {});
    this.#spare = undefined;
    this.pinnedBytes = 0;
  }

  #unpin(segment: Segment, isObserved: boolean): void {
    segment.pins -= 1;
    if (!isObserved) segment.isUnobserved = true;
    if (!segment.isRetired || segment.pins > 0) return;
    this.pinnedBytes -= segment.memory.byteLength;
    this.#reclaim(segment);
  }

  #reclaim(segment: Segment): void {
    if (segment.isUnobserved) {
      this.abandoned += 1;
      return;
    }
    if (segment.memory.byteLength !== this.#options.segmentBytes) return;
    if (this.#options.debugPoison) segment.memory.fill(0xdd);
    this.#spare = segment.memory;
  }

  #ejectOldest(): void {
    let oldest: SegmentLease | undefined;
    for (const lease of this.#leases) if (lease.firstSeq < (oldest?.firstSeq ?? Infinity)) oldest = lease;
    if (!oldest) throw new Error('segment memory is pinned without a lease');
    const { reader } = oldest;
    // Its socket may still be sending these bytes: they are left as they are.
    for (const lease of [...this.#leases]) if (lease.reader === reader) this.takeBack(lease, false);
    this.ejected += 1;
    reader.eject();
  }
}
