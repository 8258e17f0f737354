import { type Placed, PlacedSet } from './placed-set.ts';

export interface Guest extends Placed {
  wake(): void;
}

/** Who waits for the next frame. All are woken at once and most come back at once: two sets take turns. */
export class WaitingRoom {
  #guests = new PlacedSet<Guest>();
  #others = new PlacedSet<Guest>();

  get size(): number {
    return this.#guests.size;
  }

  /** Twice counts once. */
  enter(guest: Guest): void {
    this.#guests.add(guest);
  }

  leave(guest: Guest): void {
    this.#guests.delete(guest);
  }

  /** Empties the room. Who enters meanwhile waits for the next time; who leaves meanwhile may be woken all the same. */
  wakeAll(): void {
    const guests = this.#guests;
    this.#guests = this.#others;
    this.#others = guests;
    guests.drain(wake);
  }
}

const wake = (guest: Guest) => guest.wake();
