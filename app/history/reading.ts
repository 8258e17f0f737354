/** Label names to label values, without the metric name. */
export type Labels = Readonly<Record<string, string>>;

/** One number of one series at one moment. `atMs` is milliseconds since 1970 UTC, a whole number; `value` is finite. */
export interface Reading {
  readonly metric: string;
  readonly labels: Labels;
  readonly value: number;
  readonly atMs: number;
  /** What the sender says the number counts: `°C`, `bytes`, `%`. The last one sent wins. */
  readonly unit?: string;
  /** No reading, but the marker that its series ended then (`is-stale.ts`); `value` is NaN. Comes from the history only. */
  readonly hasEnded?: true;
}
