/** What somebody wants to see on a panel. */
export type ChosenSignal =
  | ReadingSignal
  | { readonly kind: 'log' | 'image' | 'job' | 'event'; readonly name: string }
  /** What nobody sends. */
  | { readonly kind: 'other'; readonly name: string };

/** A metric, one series of it, or any other query. */
export interface ReadingSignal {
  readonly kind: 'reading';
  /** As it was chosen: a selector or PromQL. */
  readonly name: string;
  /** The metric, where it is one; else the query. */
  readonly metric: string;
  /** What tells one series of a metric from the others: `room=attic`. */
  readonly about: string | undefined;
  /** Series that are shown now; undefined where nobody has looked. */
  readonly series: number | undefined;
  /** As sent or as people set it; empty: none. */
  readonly unit: string;
  /** Each series over time, in PromQL: of what only grows the rate. */
  readonly each: string;
  /** All of them in one number, in PromQL. */
  readonly one: string;
}

export type SignalKind = ChosenSignal['kind'];

export const SIGNAL_KINDS = [
  'reading',
  'log',
  'image',
  'job',
  'event',
  'other',
] as const satisfies readonly SignalKind[];
