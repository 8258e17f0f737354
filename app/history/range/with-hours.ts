import { lowerBound } from '../head/points.ts';
import type { HourStats } from '../hourly/hour-stats.ts';
import type { Segment } from './segments.ts';

/** A piece of a series, or what is left of an hour of it. */
export type Piece = Segment | { readonly kind: 'hour'; readonly hour: HourStats };

/**
 * Puts hours where they belong between the other pieces of a series, all by time: each of them before the points that
 * are not older than its beginning. Most hours lie before all points; a few are of points that came very late.
 */
export function* withHours(segments: Iterable<Segment>, hours: Iterable<HourStats>): Iterable<Piece> {
  const waiting = new Waiting(hours);
  for (const segment of segments) {
    if (segment.kind === 'points' && segment.points.times.length === 0) continue;
    yield* waiting.through(firstMsOf(segment));
    if (waiting.nextMs > lastMsOf(segment)) yield segment;
    else yield* split(segment, waiting);
  }
  yield* waiting.through(Number.POSITIVE_INFINITY);
}

function* split(segment: Segment, waiting: Waiting): Iterable<Piece> {
  let { times, values } = segment.kind === 'points' ? segment.points : segment.read();
  while (times.length > 0) {
    const to = lowerBound(times, waiting.nextMs);
    if (to > 0) yield { kind: 'points', points: { times: times.subarray(0, to), values: values.subarray(0, to) } };
    [times, values] = [times.subarray(to), values.subarray(to)];
    if (times.length > 0) yield* waiting.through(times[0]!);
  }
}

/** Hours that are not given yet. */
class Waiting {
  readonly #hours: Iterator<HourStats>;
  #next: HourStats | undefined;

  constructor(hours: Iterable<HourStats>) {
    this.#hours = hours[Symbol.iterator]();
    this.#next = this.#hours.next().value;
  }

  /** Where the next one begins; infinite when there is none. */
  get nextMs(): number {
    return this.#next?.atMs ?? Number.POSITIVE_INFINITY;
  }

  /** Those that begin at this moment at the latest. */
  *through(atMs: number): Iterable<Piece> {
    for (let hour = this.#next; hour && hour.atMs <= atMs; hour = this.#next) {
      yield { kind: 'hour', hour };
      this.#next = this.#hours.next().value;
    }
  }
}

function firstMsOf(segment: Segment): number {
  return segment.kind === 'points' ? segment.points.times[0]! : segment.chunk.firstMs;
}

function lastMsOf(segment: Segment): number {
  return segment.kind === 'points' ? segment.points.times.at(-1)! : segment.chunk.lastMs;
}
