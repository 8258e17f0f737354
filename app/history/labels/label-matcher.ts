/**
 * One condition on one label, as in PromQL. `__name__` is the metric; a label that a series does not carry equals the empty text.
 * Regular expressions are RE2's, match the whole value, and let `.` stand for a line break too.
 * https://prometheus.io/docs/prometheus/latest/querying/basics/#instant-vector-selectors
 */
export interface LabelMatcher {
  readonly label: string;
  readonly op: '=' | '!=' | '=~' | '!~';
  /** A text for `=` and `!=`, a regular expression for `=~` and `!~`. */
  readonly value: string;
}
