import { holdsFor, toCondition } from '../../history/labels/label-condition.ts';
import { METRIC_LABEL } from '../../history/labels/label-postings.ts';
import type { Samples, Source } from '../eval/source.ts';
import { firstAfter } from './first-after.ts';

/** Samples in memory, to be asked like a history. What it gives are views of its own arrays. */
export class MemorySource implements Source {
  readonly #byMetric: ReadonlyMap<string, readonly Samples[]>;

  constructor(all: readonly Samples[]) {
    this.#byMetric = Map.groupBy(all, ({ labels }) => labels[METRIC_LABEL] ?? '');
  }

  async select(matchers: Parameters<Source['select']>[0], fromMs: number, toMs: number): Promise<readonly Samples[]> {
    const name = matchers.find(({ label, op }) => label === METRIC_LABEL && op === '=');
    const rest = matchers.filter(matcher => matcher !== name).map(toCondition);
    const candidates = name ? (this.#byMetric.get(name.value) ?? []) : Array.from(this.#byMetric.values()).flat();
    return candidates
      .filter(({ labels }) => rest.every(one => holdsFor(one, labels[METRIC_LABEL] ?? '', labels)))
      .map(({ labels, times, values }) => {
        const [from, to] = [firstAfter(times, fromMs), firstAfter(times, toMs)];
        return { labels, times: times.subarray(from, to), values: values.subarray(from, to) };
      });
  }
}
