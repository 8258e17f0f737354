import { type Change, KnownPoints, type PointsByKey } from './known-points.ts';

/** A request, and what it changes when it is answered with success. */
export interface Attempt {
  readonly change: Change;
  send(): Promise<Response>;
}

/** Nothing was stored: the server has no room, or no time. */
const REFUSED = 503;

/** One of many senders, with series of its own: one request at a time, so that it knows what the store must hold. */
export class MixedSender {
  readonly name: string;
  readonly known = new KnownPoints();
  /** Points that were answered with success. */
  acknowledged = 0;
  readonly #draw: (known: KnownPoints) => Attempt;
  /** What was sent and not answered: it is there, or it is not. */
  #unanswered: Change | undefined;

  /** `name` is how the keys of its series begin. */
  constructor(name: string, draw: (known: KnownPoints) => Attempt) {
    this.name = name;
    this.#draw = draw;
  }

  /** Sends until nobody answers any more. `onAnswer` hears of every success. */
  async run(onAnswer: () => void): Promise<void> {
    for (;;) {
      const { change, send } = this.#draw(this.known);
      this.#unanswered = change;
      const response = await send().catch(() => undefined);
      if (!response) return;
      this.#unanswered = undefined;
      const text = await response.text().catch(() => ''); // the status was the answer; its words may be cut off
      if (response.status === REFUSED) continue;
      if (response.status >= 400) throw new Error(`${this.name} was refused: ${response.status} ${text}`);
      this.#take(change);
      onAnswer();
    }
  }

  /**
   * Compares what is kept of its series with what it knows, and learns from it what became of the request that was not
   * answered: all of it is there, or nothing. Throws when anything is missing, wrong, or there without having been sent.
   */
  settle(kept: PointsByKey): void {
    const mine = new Map([...kept].filter(([key]) => key.startsWith(this.name)));
    const difference = this.known.findDifference(mine);
    if (difference !== undefined) {
      const without = `${this.name}: ${difference}`;
      if (!this.#unanswered) throw new Error(without);
      this.known.apply(this.#unanswered);
      const withIt = this.known.findDifference(mine);
      if (withIt !== undefined) throw new Error(`${without}; with the request that was not answered: ${withIt}`);
    }
    this.#unanswered = undefined;
  }

  #take(change: Change): void {
    this.known.apply(change);
    if (change.kind === 'points') this.acknowledged += change.points.length;
  }
}
