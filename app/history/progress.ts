import { formatNumber } from '../../components/format/format-number.ts';

/** Nobody is told of what is over sooner. */
export const SAY_EVERY_MS = 1_000;

export interface ProgressOptions {
  readonly say: (sentence: string) => void;
  /** Default: `SAY_EVERY_MS`. */
  readonly everyMs?: number | undefined;
  /** Milliseconds of a clock that only goes on. */
  readonly clock?: () => number;
}

/** What takes long says how far it is: first after a while, and then every so often. */
export class Progress {
  readonly #say: (sentence: string) => void;
  readonly #everyMs: number;
  readonly #clock: () => number;
  #nextMs: number;

  constructor({ say, everyMs = SAY_EVERY_MS, clock = () => performance.now() }: ProgressOptions) {
    this.#say = say;
    this.#everyMs = everyMs;
    this.#clock = clock;
    this.#nextMs = clock() + everyMs;
  }

  /** To be called often. `share` of all is done, from 0 to 1: so many of them, which `noun` names. */
  note(what: string, share: number, count: number, noun: string): void {
    const nowMs = this.#clock();
    if (nowMs < this.#nextMs) return;
    this.#nextMs = nowMs + this.#everyMs;
    this.#say(`${what}: ${Math.floor(share * 100)} %, ${inWords(count)} ${noun}`);
  }
}

const MILLION = 1_000_000;

function inWords(count: number): string {
  return count < MILLION ? formatNumber(count) : `${(count / MILLION).toFixed(1)} million`;
}
