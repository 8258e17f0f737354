import type { ChunkStats } from '../chunk/chunk-stats.ts';
import type { Points } from '../head/points.ts';

/**
 * The first, the last, the lowest and the highest point of each column of pixels, of one series, as its points come, by
 * time. A line through these points paints the same pixels as one through all: Jugel, Jerzak, Hackenbroich, Markl, "M4:
 * A Visualization-Oriented Time Series Data Aggregation", VLDB 2014. So a year of seconds is drawn from four points a column.
 */
export class M4Columns {
  readonly #fromMs: number;
  readonly #columnMs: number;
  readonly #times: number[] = [];
  readonly #values: number[] = [];
  #column = Number.NaN;
  #firstMs = 0;
  #first = 0;
  #lastMs = 0;
  #last = 0;
  #minMs = 0;
  #min = 0;
  #maxMs = 0;
  #max = 0;

  /** `width` columns from `fromMs`, inclusive, to `toMs`, exclusive. */
  constructor(fromMs: number, toMs: number, width: number) {
    this.#fromMs = fromMs;
    this.#columnMs = (toMs - fromMs) / width;
  }

  /**
   * False, and nothing added, when the points of the chunk fall into more than one column. Where in its column the lowest
   * and the highest of a chunk stand is not known, and makes no difference: they are put at its beginning.
   */
  addStats({ firstMs, lastMs, first, last, min, max }: ChunkStats): boolean {
    if (this.#columnOf(firstMs) !== this.#columnOf(lastMs)) return false;
    if (Number.isNaN(min)) return true;
    this.#add(firstMs, first);
    this.#add(firstMs, min);
    this.#add(firstMs, max);
    this.#add(lastMs, last);
    return true;
  }

  addPoints({ times, values }: Points): void {
    for (let i = 0; i < times.length; i++) this.#add(times[i]!, values[i]!);
  }

  /** By time; several of one moment are where a chunk was not looked into. */
  result(): Points {
    this.#endColumn();
    return { times: Float64Array.from(this.#times), values: Float64Array.from(this.#values) };
  }

  #columnOf(atMs: number): number {
    return Math.floor((atMs - this.#fromMs) / this.#columnMs);
  }

  #add(atMs: number, value: number): void {
    if (Number.isNaN(value)) return;
    const column = this.#columnOf(atMs);
    if (column !== this.#column) this.#beginColumn(column, atMs, value);
    if (value < this.#min) [this.#minMs, this.#min] = [atMs, value];
    if (value > this.#max) [this.#maxMs, this.#max] = [atMs, value];
    this.#lastMs = atMs;
    this.#last = value;
  }

  #beginColumn(column: number, atMs: number, value: number): void {
    this.#endColumn();
    this.#column = column;
    this.#firstMs = this.#minMs = this.#maxMs = atMs;
    this.#first = this.#min = this.#max = value;
  }

  #endColumn(): void {
    if (Number.isNaN(this.#column)) return;
    const lowestFirst = this.#minMs <= this.#maxMs;
    this.#put(this.#firstMs, this.#first);
    if (lowestFirst) this.#put(this.#minMs, this.#min);
    this.#put(this.#maxMs, this.#max);
    if (!lowestFirst) this.#put(this.#minMs, this.#min);
    this.#put(this.#lastMs, this.#last);
    this.#column = Number.NaN;
  }

  /** Leaves out what stands there already: often the first is the lowest, or the last the highest. */
  #put(atMs: number, value: number): void {
    if (this.#times.at(-1) === atMs && Object.is(this.#values.at(-1), value)) return;
    this.#times.push(atMs);
    this.#values.push(value);
  }
}
