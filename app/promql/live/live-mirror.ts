import type { Steps } from '../eval/steps.ts';
import type { LiveAnswer } from '../incremental/live-answer.ts';

/** One line of a result that moves. */
export interface LiveLine {
  readonly labels: Readonly<Record<string, string>>;
  /** One for each step; meaningless where there is none. */
  readonly values: Float64Array;
  /** 1 for each step at which there is a value. */
  readonly present: Uint8Array;
}

/** The result of a live query, put together from what is told of it. */
export class LiveMirror {
  #lines = new Map<number, LiveLine>();
  #steps: Steps = { startMs: 0, stepMs: 1, count: 0 };
  /** Why it is evaluated seldom, or cannot be, as a sentence. */
  #note: string | undefined;

  get steps(): Steps {
    return this.#steps;
  }

  get lines(): readonly LiveLine[] {
    return [...this.#lines.values()];
  }

  get note(): string | undefined {
    return this.#note;
  }

  /** There is no result at this tick; that of before stays. */
  fail(problem: string): void {
    this.#note = problem;
  }

  apply({ steps, changedFromStep, columns, error, seldom }: LiveAnswer): void {
    this.#note = error?.message ?? seldom;
    if (steps.count === 0) return; // begun anew: what is shown stays until there is a result
    const movedBy = Math.round((steps.startMs - this.#steps.startMs) / steps.stepMs);
    const width = steps.count - changedFromStep;
    const before = this.#lines;
    this.#lines = new Map();
    for (const [at, id] of columns.lines.entries()) {
      const old = before.get(id);
      const line = createLine(columns.labels.get(id) ?? old?.labels ?? {}, steps.count);
      if (old) copyKept(old, line, movedBy, changedFromStep);
      line.values.set(columns.values.subarray(at * width, (at + 1) * width), changedFromStep);
      line.present.set(columns.present.subarray(at * width, (at + 1) * width), changedFromStep);
      this.#lines.set(id, line);
    }
    this.#steps = steps;
  }
}

function createLine(labels: LiveLine['labels'], count: number): LiveLine {
  return { labels, values: new Float64Array(count), present: new Uint8Array(count) };
}

/** Steps before the first that has changed are what they were, `movedBy` places further to the left. */
function copyKept(from: LiveLine, to: LiveLine, movedBy: number, changedFromStep: number): void {
  to.values.set(from.values.subarray(movedBy, movedBy + changedFromStep));
  to.present.set(from.present.subarray(movedBy, movedBy + changedFromStep));
}
