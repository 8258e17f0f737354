/** What can be in a `PlacedSet`; `place` is the set's own. In one set at a time. */
export interface Placed {
  place: number;
}

/**
 * A set that allocates nothing once it has been as large before: its members know their places. A `Set` makes a new table
 * every few turns of `add` and `delete`, and with thousands of readers such tables fill the heap.
 */
export class PlacedSet<T extends Placed> {
  readonly #members: (T | undefined)[] = [];
  #size = 0;

  get size(): number {
    return this.#size;
  }

  has(member: T): boolean {
    return member.place < this.#size && this.#members[member.place] === member;
  }

  add(member: T): void {
    if (this.has(member)) return;
    member.place = this.#size;
    this.#members[this.#size++] = member;
  }

  /** False when it was not in here. The newest member takes its place. */
  delete(member: T): boolean {
    if (!this.has(member)) return false;
    const last = this.#members[--this.#size]!;
    this.#members[this.#size] = undefined;
    if (last === member) return true;
    this.#members[member.place] = last;
    last.place = member.place;
    return true;
  }

  /** Takes out up to `most`, newest first, and calls with each. Meanwhile others may go, but nobody must come. */
  drain(each: (member: T) => void, most = this.#size): void {
    for (let left = most; left > 0 && this.#size > 0; left--) {
      const member = this.#members[--this.#size]!;
      this.#members[this.#size] = undefined;
      each(member);
    }
  }

  *[Symbol.iterator](): Iterator<T> {
    for (let at = 0; at < this.#size; at++) yield this.#members[at]!;
  }
}
