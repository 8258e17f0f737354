import type { Sender } from './sender.ts';

/** Senders that are told apart; beyond them all begin to be learned anew. */
const MAX_SENDERS = 65_535;
const FIRST_SIZE = 1024;

export interface LastSender {
  /** As `sender.ts` names it. */
  readonly id: string;
  /** When that came here, in full seconds, whatever time the reading has. */
  readonly atMs: number;
}

/**
 * Who sent the last reading of each series, since the start: in memory alone, 6 bytes for each series and one text for each sender.
 * What the server itself makes has none.
 */
export class LastSenders {
  /** 0: nobody. */
  #numbers = new Uint16Array(FIRST_SIZE);
  #atS = new Uint32Array(FIRST_SIZE);
  #ids: string[] = [''];
  readonly #numberOf = new Map<string, number>();

  note(seriesIds: Uint32Array, sender: Sender | undefined, nowMs: number): void {
    const number = sender ? this.#number(sender.id) : 0;
    const atS = Math.floor(nowMs / 1000);
    for (const id of seriesIds) {
      if (id >= this.#numbers.length) this.#grow(id);
      this.#numbers[id] = number;
      this.#atS[id] = atS;
    }
  }

  of(seriesId: number): LastSender | undefined {
    const number = this.#numbers[seriesId] ?? 0;
    return number === 0 ? undefined : { id: this.#ids[number]!, atMs: this.#atS[seriesId]! * 1000 };
  }

  #number(id: string): number {
    const known = this.#numberOf.get(id);
    if (known !== undefined) return known;
    if (this.#ids.length > MAX_SENDERS) this.#forget();
    this.#numberOf.set(id, this.#ids.length);
    return this.#ids.push(id) - 1;
  }

  #forget(): void {
    this.#numbers.fill(0);
    this.#numberOf.clear();
    this.#ids = [''];
  }

  #grow(id: number): void {
    const size = Math.max(id + 1, 2 * this.#numbers.length);
    const [numbers, atS] = [new Uint16Array(size), new Uint32Array(size)];
    numbers.set(this.#numbers);
    atS.set(this.#atS);
    [this.#numbers, this.#atS] = [numbers, atS];
  }
}
