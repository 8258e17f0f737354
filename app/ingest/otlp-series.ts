import type { Labels } from '../history/reading.ts';
import { addLabel, takeLabelName } from './labels.ts';
import { takeMetricName } from './metric-name.ts';
import type { OtlpAttributes } from './otlp-attributes.ts';
import { toPrometheusLabel } from './otlp-metric-names.ts';
import { createSeriesRef, type SeriesRef } from './series-ref.ts';

/** Series that are remembered at most, so that a hostile sender fills no memory. Some 1 kB each. */
const MAX_REMEMBERED = 200_000;

/** Those with longer texts are made anew each time. */
const MAX_REMEMBERED_CHARS = 2048;

/** Who sends: the labels that all of its series have, and a text that tells it from others. */
export interface OtlpSource {
  readonly labels: OtlpAttributes;
  readonly key: string;
}

/** Series by what OpenTelemetry says of them. */
export class OtlpSeries {
  readonly #refs = new Map<string, SeriesRef>();

  /** The series of a metric (its Prometheus name) with these attributes; or why there is none. */
  find(
    source: OtlpSource,
    metric: string,
    attributes: OtlpAttributes,
    more: OtlpAttributes = [],
  ): SeriesRef | { readonly reason: string } {
    const key = `${metric}\n${source.key}${keyOf(attributes)}\n${keyOf(more)}`;
    const known = this.#refs.get(key);
    if (known) return known;
    const name = takeMetricName(metric);
    if (!name.ok) return name;
    const labels = toLabels([...attributes, ...more, ...source.labels]);
    if ('reason' in labels) return labels as { readonly reason: string };
    const ref = createSeriesRef(name.value, labels.labels);
    if (this.#refs.size >= MAX_REMEMBERED) this.#refs.clear();
    if (key.length <= MAX_REMEMBERED_CHARS) this.#refs.set(key, ref);
    return ref;
  }
}

/** Ends of texts are told by a character that no name has, so that no two lists look alike. */
export function keyOf(attributes: OtlpAttributes): string {
  let key = '';
  for (const [name, value] of attributes) key += `${name}\0${value}\0`;
  return key;
}

/** Names that become one are joined as Prometheus does: `a;b`. Of who sends, only what no attribute has said. */
function toLabels(attributes: OtlpAttributes): { readonly labels: Labels } | { readonly reason: string } {
  const values = new Map<string, string>();
  for (const [key, value] of attributes) {
    if (key === '') continue;
    const name = toPrometheusLabel(key);
    const known = values.get(name);
    values.set(name, known === undefined || known === value ? value : `${known};${value}`);
  }
  const labels: Record<string, string> = {};
  for (const [given, value] of values) {
    const name = takeLabelName(given);
    const reason = name.ok ? addLabel(labels, name.value, value) : name.reason;
    if (reason !== undefined) return { reason };
  }
  return { labels };
}
