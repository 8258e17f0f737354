import { LabelSet } from '../../eval/label-set.ts';
import { timeOf } from '../../eval/steps.ts';
import type { LiveAnswer } from '../live-answer.ts';

/** What somebody knows who was told every answer from the first one on: values by labels and time. */
export class Viewer {
  readonly #labels = new Map<number, string>();
  #lines = new Map<number, Map<number, number>>();

  see({ steps, changedFromStep, columns }: LiveAnswer): void {
    const { lines, labels, values, present } = columns;
    for (const [line, record] of labels) this.#labels.set(line, LabelSet.from(record).key);
    const width = steps.count - changedFromStep;
    const before = this.#lines;
    this.#lines = new Map();
    for (const [at, line] of lines.entries()) {
      const kept = Array.from(before.get(line) ?? []).filter(
        ([atMs]) => atMs >= steps.startMs && atMs < timeOf(steps, changedFromStep),
      );
      const known = new Map(kept);
      for (let step = 0; step < width; step++)
        if (present[at * width + step]) known.set(timeOf(steps, changedFromStep + step), values[at * width + step]!);
      this.#lines.set(line, known);
    }
  }

  /** In the order in which they were told. */
  byLabels(): Map<string, Map<number, number>> {
    return new Map(Array.from(this.#lines, ([line, values]) => [this.#labels.get(line)!, values]));
  }
}
