import { holdsFor, toCondition } from '../../../history/labels/label-condition.ts';
import type { LabelMatcher } from '../../../history/labels/label-matcher.ts';
import { LabelSet } from '../../eval/label-set.ts';
import type { Samples, Source } from '../../eval/source.ts';
import { SeriesSamples } from '../series-samples.ts';

/** A history in memory that forgets nothing, and counts how often it is read. */
export class Readings implements Source {
  readonly #series = new Map<string, SeriesSamples>();
  reads = 0;
  /** Waited for before and after each read. */
  pause: () => Promise<void> | undefined = () => undefined;

  get labels(): Samples['labels'][] {
    return Array.from(this.#series.values(), ({ labels }) => labels);
  }

  async select(
    matchers: readonly LabelMatcher[],
    fromMs: number,
    toMs: number,
    signal: AbortSignal,
  ): Promise<readonly Samples[]> {
    signal.throwIfAborted();
    this.reads++;
    await this.pause();
    const conditions = matchers.map(toCondition);
    const found = Array.from(this.#series.values())
      .filter(({ labels }) => conditions.every(one => holdsFor(one, labels.__name__ ?? '', labels)))
      .map(series => series.view(fromMs, toMs))
      .filter(samples => samples !== undefined);
    await this.pause();
    return found;
  }

  add({ labels, times, values }: Samples): void {
    const { key } = LabelSet.from(labels);
    const series = this.#series.get(key) ?? new SeriesSamples(labels);
    this.#series.set(key, series);
    series.add(times, values);
  }

  remove(labels: Samples['labels']): void {
    this.#series.delete(LabelSet.from(labels).key);
  }

  rename(from: Samples['labels'], to: Samples['labels']): void {
    const samples = this.#series.get(LabelSet.from(from).key)!.view(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY);
    this.remove(from);
    if (samples) this.add({ ...samples, labels: to });
  }
}
