import type { Database } from '../../db/database.ts';
import type { MetricMetadata } from './metric-metadata.ts';

export interface MetricRow extends MetricMetadata {
  /** A person wrote unit and help. */
  readonly isEdited: boolean;
}

/** The table of metrics: what is known of each beside its series. Writes belong into a scope. */
export type MetricTable = ReturnType<typeof createMetricTable>;

export function createMetricTable(database: Pick<Database, 'prepare'>) {
  const columns = 'name, type, unit, help, is_edited as isEdited';
  const selectAll = database.prepare<Row>(`select ${columns} from metric order by name`);
  const selectOne = database.prepare<Row>(`select ${columns} from metric where name = ?`);
  const selectCount = database.prepare<{ count: number }>('select count(*) as "count" from metric');
  const selectUnits = database.prepare<{ name: string; unit: string }>(
    "select name, unit from metric where unit <> ''",
  );
  const put = database.prepare(
    `insert into metric (name, type, unit, help, is_edited) values (@metric, @type, @unit, @help, @isEdited)
     on conflict (name) do update set type = @type, unit = @unit, help = @help, is_edited = @isEdited`,
  );
  const remove = database.prepare(
    'delete from metric where name = @metric and not exists (select 1 from series where metric = @metric)',
  );
  const removeIdle = database.prepare<{ name: string }>(
    'delete from metric where not exists (select 1 from series where metric = metric.name) returning name',
  );

  return {
    all: (): MetricRow[] => selectAll.all().map(toMetricRow),
    find(metric: string): MetricRow | undefined {
      const row = selectOne.get(metric);
      return row && toMetricRow(row);
    },
    count: (): number => selectCount.get()!.count,
    units: (): [metric: string, unit: string][] => selectUnits.all().map(({ name, unit }) => [name, unit]),
    put: ({ metric, type = null, unit = null, help = null, isEdited }: Nullable) =>
      void put.run({ metric, type, unit, help, isEdited: Number(isEdited) }),
    /** Forgets a metric that has no series any more, not even a hidden one. True: it did. */
    forgetIfIdle: (metric: string): boolean => remove.run({ metric }).changes > 0,
    /** Forgets all metrics that have no series, and gives their names. */
    forgetIdle: (): string[] => removeIdle.all().map(({ name }) => name),
  };
}

type Nullable = { readonly [Name in keyof MetricRow]: MetricRow[Name] | null };

interface Row {
  readonly name: string;
  readonly type: MetricMetadata['type'] | null;
  readonly unit: string | null;
  readonly help: string | null;
  readonly isEdited: number;
}

function toMetricRow({ name, type, unit, help, isEdited }: Row): MetricRow {
  return {
    metric: name,
    isEdited: isEdited === 1,
    ...(type && { type }),
    ...(unit && { unit }),
    ...(help && { help }),
  };
}
