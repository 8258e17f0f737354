/**
 * Numbers for series, small ones first, because columns in memory are as long as the largest is. The number of a deleted
 * series is given again only after the head has been emptied: until then points of its old owner may be there.
 */
export class SeriesIds {
  #next: number;
  readonly #free: number[];
  #retired: number[] = [];

  /** `used` are ids of series, or of points whose series is gone. */
  constructor(used: ReadonlySet<number>) {
    this.#next = 1 + [...used].reduce((max, id) => Math.max(max, id), 0);
    this.#free = [];
    for (let id = this.#next - 1; id >= 1; id--) if (!used.has(id)) this.#free.push(id);
  }

  take(): number {
    return this.#free.pop() ?? this.#next++;
  }

  /** Takes back ids that were taken and never had a point. */
  giveBack(ids: readonly number[]): void {
    for (const id of ids) this.#free.push(id);
  }

  /** The series of this id is deleted, and that is durable. */
  retire(id: number): void {
    this.#retired.push(id);
  }

  /** The ids that are retired by now. Call what it gives when no point of theirs is left. */
  retired(): () => void {
    const ids = this.#retired;
    this.#retired = [];
    return () => this.giveBack(ids);
  }
}
