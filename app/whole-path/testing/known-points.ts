/** What one request changes of the series of its sender: all of it, or nothing. */
export type Change =
  | { readonly kind: 'points'; readonly points: readonly KnownPoint[] }
  | { readonly kind: 'remove' | 'restore'; readonly key: string };

export type KnownPoint = readonly [key: string, atMs: number, value: number];

/** Points of visible series by key and time. */
export type PointsByKey = ReadonlyMap<string, ReadonlyMap<number, number>>;

/** What a store must hold after changes, one after the other: as much as a map can know. */
export class KnownPoints {
  readonly #visible = new Map<string, Map<number, number>>();
  /** Of each key the series that was removed, as long as it was not brought back. */
  readonly #removed = new Map<string, Map<number, number>>();

  get visible(): PointsByKey {
    return this.#visible;
  }

  canRestore(key: string): boolean {
    return this.#removed.has(key);
  }

  apply(change: Change): void {
    if (change.kind === 'points') for (const point of change.points) this.#set(point);
    else if (change.kind === 'remove') this.#move(change.key, this.#visible, this.#removed);
    else this.#move(change.key, this.#removed, this.#visible);
  }

  /** In a few words, the first thing that is not as it must be. */
  findDifference(actual: PointsByKey): string | undefined {
    for (const [key, points] of this.#visible) {
      const found = actual.get(key);
      if (!found) return `${key} is missing with ${points.size} points`;
      for (const [atMs, value] of points)
        if (found.get(atMs) !== value) return `${key} at ${atMs} is ${found.get(atMs)}, not ${value}`;
      if (found.size !== points.size) return `${key} has ${found.size} points, not ${points.size}`;
    }
    for (const key of actual.keys()) if (!this.#visible.has(key)) return `${key} is there, and was not sent`;
    return undefined;
  }

  #set([key, atMs, value]: KnownPoint): void {
    const points = this.#visible.get(key) ?? new Map<number, number>();
    this.#visible.set(key, points.set(atMs, value));
  }

  /** What is there under that key already is newer, and wins. */
  #move(key: string, from: Map<string, Map<number, number>>, to: Map<string, Map<number, number>>): void {
    const points = from.get(key)!;
    from.delete(key);
    to.set(key, new Map([...points, ...(to.get(key) ?? [])]));
  }
}
