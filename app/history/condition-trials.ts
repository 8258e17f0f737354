import type { LabelCondition } from './labels/label-condition.ts';
import { LabelPatternError } from './labels/label-pattern-error.ts';
import { createTurns } from './range/turns.ts';

/** How long one expression may be tried on the values of its label. */
const MAX_TRIAL_MS = 2_000;

/** Where the values of a label are looked up; what comes while they are tried is tried too, or later. */
export interface LabelValues {
  valuesOf(label: string): Iterable<string>;
}

/**
 * Tries regular expressions on the values that there are before anyone searches with them, and lets other calls have
 * their turn meanwhile: a costly one takes seconds. One call at a time, so that many of them are no worse than one.
 */
export class ConditionTrials {
  readonly #index: LabelValues;
  #last: Promise<unknown> = Promise.resolve();

  constructor(index: LabelValues) {
    this.#index = index;
  }

  /** The same conditions, which know the answers already. Rejects with a LabelPatternError, or the signal's reason. */
  async run(conditions: readonly LabelCondition[], signal: AbortSignal): Promise<readonly LabelCondition[]> {
    if (!conditions.some(({ predicate }) => predicate.isCostly)) return conditions;
    const before = this.#last;
    const running = before.then(() => this.#tryAll(conditions, signal));
    this.#last = running.catch(() => {}); // whose failure it is hears of it
    return running;
  }

  async #tryAll(conditions: readonly LabelCondition[], signal: AbortSignal): Promise<LabelCondition[]> {
    const tried: LabelCondition[] = [];
    for (const condition of conditions) {
      tried.push(condition.predicate.isCostly ? await this.#tryOne(condition, signal) : condition);
    }
    return tried;
  }

  async #tryOne(condition: LabelCondition, signal: AbortSignal): Promise<LabelCondition> {
    signal.throwIfAborted();
    const { label, predicate } = condition;
    const giveTurn = createTurns(signal);
    const endMs = performance.now() + MAX_TRIAL_MS;
    const known = new Map<string, boolean>();
    for (const value of this.#index.valuesOf(label)) {
      known.set(value, predicate.holds(value));
      const turn = giveTurn();
      if (!turn) continue;
      await turn;
      if (performance.now() > endMs) throw new LabelPatternError(tooCostly(label));
    }
    return { ...condition, predicate: { holds: value => known.get(value) ?? predicate.holds(value) } };
  }
}

function tooCostly(label: string): string {
  return `The expression for ${label} takes too long: narrow it, or write a simpler one.`;
}
