/** Whoever waits in a `WaitingRoom`. `place` is the room's own. */
export interface Guest {
  place: number;
  wake(): void;
}

/**
 * Who waits for the next frame. All are woken at once and most come back at once, thousands of them many times a second: two
 * lists take turns and nothing is allocated.
 */
export class WaitingRoom {
  #guests: (Guest | undefined)[] = [];
  #size = 0;
  /** The list of the last wake-up, which is filled next. */
  #other: (Guest | undefined)[] = [];

  get size(): number {
    return this.#size;
  }

  /** Twice counts once. */
  enter(guest: Guest): void {
    if (this.#holds(guest)) return;
    guest.place = this.#size;
    this.#guests[this.#size++] = guest;
  }

  leave(guest: Guest): void {
    if (!this.#holds(guest)) return;
    const last = this.#guests[--this.#size]!;
    this.#guests[this.#size] = undefined;
    if (last === guest) return;
    this.#guests[guest.place] = last;
    last.place = guest.place;
  }

  /** Empties the room. Who enters meanwhile waits for the next time; who leaves meanwhile may be woken all the same. */
  wakeAll(): void {
    const guests = this.#guests;
    const size = this.#size;
    this.#guests = this.#other;
    this.#other = guests;
    this.#size = 0;
    for (let at = 0; at < size; at++) {
      const guest = guests[at]!;
      guests[at] = undefined;
      guest.wake();
    }
  }

  #holds(guest: Guest): boolean {
    return guest.place < this.#size && this.#guests[guest.place] === guest;
  }
}
