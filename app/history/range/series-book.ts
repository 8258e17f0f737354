import type { Labels } from '../reading.ts';

/** Series whose labels a thread remembers; when it meets more it begins anew. About a kilobyte each, with what is made of them. */
const MAX_SERIES = 30_000;

/** Asks the keeper for the labels of these ids, the metric among them as `__name__`; undefined: the epoch has ended. */
export type AskLabels = (epoch: number, ids: Uint32Array) => Promise<readonly Labels[] | undefined>;

/**
 * What series are called, as a thread has learned it: the same object again and again, until an id names another series.
 * To send the labels with each answer takes longer than to find and to read the samples.
 */
export class SeriesBook {
  readonly #ask: AskLabels;
  #labels = new Map<number, Labels>();
  #epoch = 0;

  constructor(ask: AskLabels) {
    this.#ask = ask;
  }

  /** Undefined: meanwhile the ids of the plan name other series, and it must be made anew. */
  async labelsOf(epoch: number, ids: Uint32Array): Promise<readonly Labels[] | undefined> {
    if (epoch !== this.#epoch) [this.#labels, this.#epoch] = [new Map(), epoch];
    const unknown = ids.filter(id => !this.#labels.has(id));
    if (unknown.length > 0 && !(await this.#learn(epoch, unknown))) return undefined;
    const labels = Array.from(ids, id => this.#labels.get(id)!);
    if (this.#labels.size > MAX_SERIES) this.forget();
    return labels;
  }

  /** Lets go of what was learned, and of what was made of it. */
  forget(): void {
    this.#labels = new Map();
  }

  async #learn(epoch: number, ids: Uint32Array): Promise<boolean> {
    const learned = await this.#ask(epoch, ids);
    if (!learned || epoch !== this.#epoch) return false;
    for (const [at, id] of ids.entries()) this.#labels.set(id, learned[at]!);
    return true;
  }
}
