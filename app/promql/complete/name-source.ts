/** What there is to be named. Every answer is bounded by who gives it. */
export interface NameSource {
  /** Metrics with this text in their names, any case; all of them for the empty text. Those first that are asked for most. */
  metrics(search: string, signal: AbortSignal): Promise<readonly MetricName[]>;
  /** Label names of a metric, or of all where none is given; the metric itself is no label. */
  labels(metric: string | undefined, signal: AbortSignal): Promise<readonly string[]>;
  /** Values of a label in the series of a metric, or in all; where they are very many those with the text of `search` in them. */
  values(label: string, metric: string | undefined, search: string, signal: AbortSignal): Promise<readonly string[]>;
}

export interface MetricName {
  readonly name: string;
  readonly type?: string | undefined;
  readonly help?: string | undefined;
}
