/** Series whose rows are read together. */
const MAX_SERIES = 512;
/** Rows that are read together, where it is more than one series. */
const MAX_ROWS = 16_384;

/** A table of rows that each hold some time of one series. */
interface TimedTable<Row> {
  between(seriesId: number, fromMs: number, toMs: number): Iterable<Row>;
  ofMany(seriesIds: readonly number[], fromMs: number, toMs: number, limit: number): readonly Row[];
}

interface TimedRow {
  readonly seriesId: number;
  readonly firstMs: number;
}

/**
 * Gives the `between` of a table for who asks for these series in this order, each once, and always for the same range: it reads the rows of
 * many by one statement. Where series have very many rows it reads fewer together.
 */
export function createReadAhead<Row extends TimedRow>(table: TimedTable<Row>, ids: readonly number[]) {
  let [read, together] = [0, MAX_SERIES];
  let known = new Map<number, Row[]>();

  const readGroup = (fromMs: number, toMs: number): void => {
    const group = ids.slice(read, read + together);
    const limit = group.length > 1 ? MAX_ROWS + 1 : Number.MAX_SAFE_INTEGER;
    const rows = table.ofMany(group, fromMs, toMs, limit);
    if (rows.length === limit) {
      together = Math.ceil(group.length / 8);
      return;
    }
    known = Map.groupBy(rows, ({ seriesId }) => seriesId);
    read += group.length;
  };

  const places = new Map(ids.map((id, at) => [id, at]));
  return (seriesId: number, fromMs: number, toMs: number): Iterable<Row> => {
    while (read <= places.get(seriesId)!) readGroup(fromMs, toMs);
    return known.get(seriesId)?.sort((a, b) => a.firstMs - b.firstMs) ?? [];
  };
}
