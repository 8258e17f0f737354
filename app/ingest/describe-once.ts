import type { MetricMetadata } from '../history/metric-metadata.ts';

/** Metrics that are remembered at most; some 300 bytes each. When there are more, all are said anew. */
const MAX_METRICS = 50_000;

/** Senders say the same of their metrics again and again; the history need not be asked each time. */
export class DescribeOnce {
  readonly #said = new Map<string, string>();

  /** Those that were not said so yet. They count as said from `note` on. */
  news(metadata: readonly MetricMetadata[]): MetricMetadata[] {
    return metadata.filter(one => this.#said.get(one.metric) !== JSON.stringify(one));
  }

  note(metadata: readonly MetricMetadata[]): void {
    for (const one of metadata) {
      if (this.#said.size >= MAX_METRICS) this.#said.clear();
      this.#said.set(one.metric, JSON.stringify(one));
    }
  }
}
