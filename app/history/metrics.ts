import type { Commits, Draft } from './commits.ts';
import { cutText } from './cut-text.ts';
import { HELP_MAX_BYTES, METRIC_UNIT_MAX_BYTES, type MetricMetadata } from './metric-metadata.ts';
import type { MetricRow, MetricTable } from './metric-table.ts';

export interface MetricsOptions {
  readonly table: MetricTable;
  /** Described at most. One without series makes room for others. */
  readonly maxMetrics: number;
  /** Told, in a sentence, what was cut or left out. */
  readonly tell: (trouble: string) => void;
}

/** Who describes: what a person wrote stays, whatever senders say later, until a person takes it away. */
export type Describer = 'sender' | 'person';

/** What is known of metrics. Units are in memory, because they stand beside every value; help is read when it is asked for. */
export class Metrics {
  /** Of each metric that has one, as of the newest commit. */
  readonly units: ReadonlyMap<string, string>;
  readonly #units: Map<string, string>;
  readonly #table: MetricTable;
  readonly #maxMetrics: number;
  readonly #tell: (trouble: string) => void;

  constructor({ table, maxMetrics, tell }: MetricsOptions) {
    this.#table = table;
    this.#maxMetrics = maxMetrics;
    this.#tell = tell;
    this.#units = new Map(table.units());
    this.units = this.#units;
  }

  /** Of these metrics, or of all. Those of which nothing is known are left out. */
  metadata(metrics?: readonly string[]): MetricMetadata[] {
    const rows = metrics ? metrics.flatMap(metric => this.#table.find(metric) ?? []) : this.#table.all();
    return rows.map(({ isEdited: _, ...known }) => known);
  }

  /** What is not given stays as it is; an empty text takes away. Nothing is written when nothing changes. */
  async describe(
    commits: Pick<Commits, 'write'>,
    metrics: readonly MetricMetadata[],
    by: Describer = 'sender',
  ): Promise<void> {
    const change = (metric: MetricMetadata) => this.#change(metric, by);
    if (metrics.some(metric => change(metric) !== undefined)) {
      await commits.write(draft => this.#put(draft, metrics, change));
    }
  }

  /**
   * Call it when a series of one metric came to be of another one. What is known goes with it, unless something is known
   * of the other one already.
   */
  follow(draft: Draft, from: string, to: string): void {
    const known = this.#table.find(from);
    if (known && !this.#table.find(to) && this.#hasRoomFor(draft, to)) this.#keep(draft, { ...known, metric: to });
    this.forgetIfIdle(draft, from);
  }

  /** Call it when a series of the metric was deleted: with the last one goes what is known of the metric. */
  forgetIfIdle(draft: Draft, metric: string): void {
    if (this.#table.forgetIfIdle(metric)) draft.onCommit(() => this.#units.delete(metric));
  }

  /** The row as it becomes; undefined where it stays as it is. */
  #change(given: MetricMetadata, by: Describer): MetricRow | undefined {
    const known = this.#table.find(given.metric);
    const mayWrite = by === 'person' || !known?.isEdited;
    const type = given.type ?? known?.type;
    const unit = mayWrite ? (cut(given.unit, METRIC_UNIT_MAX_BYTES) ?? known?.unit) : known?.unit;
    const help = mayWrite ? (cut(given.help, HELP_MAX_BYTES) ?? known?.help) : known?.help;
    const isEdited = by === 'person' ? Boolean(unit || help) : (known?.isEdited ?? false);
    const row = { metric: given.metric, isEdited, ...(type && { type }), ...(unit && { unit }), ...(help && { help }) };
    return isSame(row, known) ? undefined : row;
  }

  #put(
    draft: Draft,
    metrics: readonly MetricMetadata[],
    change: (metric: MetricMetadata) => MetricRow | undefined,
  ): void {
    let [left, cutShort] = [0, 0];
    for (const metric of metrics) {
      const row = change(metric);
      if (!row) continue;
      // Once nothing more can be forgotten, the table need not be looked through again for each of the rest.
      if (left > 0 ? !this.#table.find(row.metric) : !this.#hasRoomFor(draft, row.metric)) left++;
      else this.#keep(draft, row);
      if (row.help !== undefined && row.help !== metric.help && isLong(metric.help)) cutShort++;
    }
    draft.onCommit(() => this.#tellOf(left, cutShort));
  }

  #hasRoomFor(draft: Draft, metric: string): boolean {
    if (this.#table.find(metric) || this.#table.count() < this.#maxMetrics) return true;
    const forgotten = this.#table.forgetIdle();
    draft.onCommit(() => {
      for (const name of forgotten) this.#units.delete(name);
    });
    return forgotten.length > 0;
  }

  #keep(draft: Draft, row: MetricRow): void {
    const { metric, unit } = row;
    this.#table.put(row);
    draft.onCommit(() => (unit ? this.#units.set(metric, unit) : this.#units.delete(metric)));
  }

  #tellOf(left: number, cutShort: number): void {
    if (cutShort > 0)
      this.#tell(`The help of ${countOf(cutShort)} is longer than ${HELP_MAX_BYTES} bytes, and was cut.`);
    if (left > 0) this.#tell(`What was said of ${countOf(left)} was left out: ${this.#maxMetrics} are known already.`);
  }
}

function cut(text: string | undefined, maxBytes: number): string | undefined {
  return text === undefined ? undefined : cutText(text.toWellFormed().replaceAll('\0', '').trim(), maxBytes);
}

function isLong(help: string | undefined): boolean {
  return help !== undefined && Buffer.byteLength(help) > HELP_MAX_BYTES;
}

function isSame(row: MetricRow, known: MetricRow | undefined): boolean {
  if (!known) return !row.type && !row.unit && !row.help;
  const { type, unit, help, isEdited } = known;
  return row.type === type && row.unit === unit && row.help === help && row.isEdited === isEdited;
}

function countOf(metrics: number): string {
  return metrics === 1 ? '1 metric' : `${metrics} metrics`;
}
