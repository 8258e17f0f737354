import { type Placed, PlacedSet } from './placed-set.ts';

export interface Guest extends Placed {
  wake(): void;
}

/**
 * So many are woken before others have a turn of the event loop: to write to them takes 1 to 2 ms. What is appended meanwhile goes
 * out together with what came before it to those whose turn is yet to come, so that who cannot write as often writes more at once.
 */
const WOKEN_PER_TURN = 250;

/** Who waits for the next frame. All are woken at once and most come back at once: two sets take turns. */
export class WaitingRoom {
  #guests = new PlacedSet<Guest>();
  /** Those that are being woken. */
  #called = new PlacedSet<Guest>();
  /** There is more news since these were called. */
  #isDue = false;

  get size(): number {
    return this.#guests.size + this.#called.size;
  }

  /** Some were called and have not been woken yet. */
  get isWaking(): boolean {
    return this.#called.size > 0;
  }

  /** Twice counts once. */
  enter(guest: Guest): void {
    if (!this.#called.has(guest)) this.#guests.add(guest);
  }

  leave(guest: Guest): void {
    if (!this.#guests.delete(guest)) this.#called.delete(guest);
  }

  /** Wakes all that are here. Who has been woken and comes back waits for the next time. */
  wakeAll(): void {
    if (this.isWaking) {
      this.#isDue = true;
      return;
    }
    const guests = this.#guests;
    this.#guests = this.#called;
    this.#called = guests;
    this.#wakeSome();
  }

  readonly #wakeSome = () => {
    this.#called.drain(wake, WOKEN_PER_TURN);
    if (this.isWaking) setImmediate(this.#wakeSome);
    else if (this.#isDue) {
      this.#isDue = false;
      this.wakeAll();
    }
  };
}

const wake = (guest: Guest) => guest.wake();
