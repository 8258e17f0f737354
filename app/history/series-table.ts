import type { Database } from '../../db/database.ts';
import type { Series } from './history.ts';
import type { Labels } from './reading.ts';

export interface SeriesRow extends Series {
  readonly id: number;
  /** Who made it, by `Sender.id`; undefined for the server itself. */
  readonly sender?: string;
}

/** The table of series: its statements, prepared once, and its rows as domain types. Writes belong into a scope. */
export type SeriesTable = ReturnType<typeof createSeriesTable>;

export function createSeriesTable(database: Pick<Database, 'prepare'>) {
  const insert = database.prepare(
    `insert into series (id, key, metric, labels, unit, created_ms, sender)
     values (@id, @key, @metric, @labels, @unit, @createdMs, @sender)`,
  );
  const selectVisible = database.prepare<Row>(`select ${COLUMNS} from series where removed_ms is null`);
  const selectByKey = database.prepare<Row>(`select ${COLUMNS} from series where key = ? and removed_ms is null`);
  const setUnit = database.prepare('update series set unit = ? where id = ?');
  const hide = database.prepare(
    `update series set key = key || char(10) || id, removed_ms = max(@atMs, coalesce(
       (select max(removed_ms) + 1 from series where key > @key || char(10) and key < @key || char(11)), @atMs))
     where id = @id`,
  );
  const reveal = database.prepare(
    'update series set key = ?, unit = coalesce(?, unit), removed_ms = null where id = ?',
  );
  const rename = database.prepare(
    'update series set key = @key, metric = @metric, labels = @labels, unit = @unit where id = @id',
  );
  const selectHidden = database.prepare<{ id: number }>(
    `select id from series where key > @key || char(10) and key < @key || char(11) and removed_ms > @afterMs
     order by removed_ms desc limit 1`,
  );
  const selectExpired = database.prepare<{ id: number }>('select id from series where removed_ms <= ?');
  const selectIds = database.prepare<{ id: number }>('select id from series');
  const selectKey = database.prepare<{ key: string }>('select key from series where id = ?');
  const selectMetric = database.prepare<{ metric: string }>('select metric from series where id = ?');
  const selectExists = database.prepare('select 1 from series where id = ?');
  const selectIsHidden = database.prepare('select 1 from series where id = ? and removed_ms is not null');
  const remove = database.prepare('delete from series where id = ?');

  return {
    insert(series: SeriesRow): void {
      insert.run({
        ...series,
        labels: JSON.stringify(series.labels),
        unit: series.unit ?? null,
        sender: series.sender ?? null,
      });
    },
    /** Of every series, also the hidden ones. */
    ids: (): number[] => selectIds.all().map(({ id }) => id),
    /** Of a hidden one, too: with what stands behind it. */
    keyOf: (id: number): string | undefined => selectKey.get(id)?.key,
    /** Also of a hidden one. */
    metricOf: (id: number): string | undefined => selectMetric.get(id)?.metric,
    /** True also of a hidden one. */
    exists: (id: number): boolean => selectExists.get(id) !== undefined,
    visible: (): SeriesRow[] => selectVisible.all().map(toSeriesRow),
    find(key: string): SeriesRow | undefined {
      const row = selectByKey.get(key);
      return row && toSeriesRow(row);
    },
    setUnit: (id: number, unit: string) => void setUnit.run(unit, id),
    /**
     * Renames the key aside, with a line feed, which no key holds: the next reading under this key makes a new series.
     * Hidden after all others of its key, also within one millisecond and by a clock that was set back.
     */
    hide: (id: number, key: string, atMs: number) => void hide.run({ id, key, atMs }),
    /** The last series of this key that was hidden, if that was after `afterMs`. */
    findHidden: (key: string, afterMs: number): number | undefined => selectHidden.get({ key, afterMs })?.id,
    /** Gives a hidden series its key back. A `unit` replaces its own. */
    reveal: (id: number, key: string, unit: string | undefined) => void reveal.run(key, unit ?? null, id),
    /** No other series may have this key. */
    rename: (
      id: number,
      { key, metric, labels, unit }: Pick<Series, 'key' | 'metric' | 'labels'> & { readonly unit: string | undefined },
    ) => void rename.run({ id, key, metric, labels: JSON.stringify(labels), unit: unit ?? null }),
    /** Series that were hidden at `beforeMs` or earlier. */
    hiddenUntil: (beforeMs: number): number[] => selectExpired.all(beforeMs).map(row => row.id),
    isHidden: (id: number): boolean => selectIsHidden.get(id) !== undefined,
    /** Its readings must be gone already: nothing else finds them. */
    delete: (id: number) => void remove.run(id),
  };
}

const COLUMNS = 'id, key, metric, labels, unit, created_ms as createdMs, sender';

interface Row {
  readonly id: number;
  readonly key: string;
  readonly metric: string;
  readonly labels: string;
  readonly unit: string | null;
  readonly createdMs: number;
  readonly sender: string | null;
}

function toSeriesRow({ unit, labels, sender, ...row }: Row): SeriesRow {
  const given = { ...(unit !== null && { unit }), ...(sender !== null && { sender }) };
  return { ...row, labels: JSON.parse(labels) as Labels, ...given };
}
