/** How long the readings of some metrics are kept. */
export interface KeepRule {
  /** Of metric names; `*` stands for any text. */
  readonly pattern: string;
  /** Every reading is kept for so long. */
  readonly readingsMs: number;
  /** An hour of readings that are past it is kept as one summary, until it is so old. 0: no summaries. */
  readonly hourlyMs: number;
  /** All readings together take about so much of the file at most; the oldest go first. */
  readonly maxBytes?: number | undefined;
}
