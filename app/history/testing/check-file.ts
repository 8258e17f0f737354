import assert from 'node:assert/strict';
import BetterSqlite3 from 'better-sqlite3';

/** What must hold of the file whenever nobody writes to it. */
export function checkFile(path: string): void {
  const database = new BetterSqlite3(path, { readonly: true });
  const none = (sql: string) => assert.deepEqual(database.prepare(sql).all(), [], sql);
  none('select id from chunk where series_id not in (select id from series)');
  none('select id from chunk where from_ms > to_ms or count < 1 or count > 1024');
  none(
    'select a.id from chunk a join chunk b on a.series_id = b.series_id and a.id <> b.id and a.from_ms <= b.from_ms and a.to_ms >= b.from_ms',
  );
  none('select readings, sum(count) from meta, chunk having readings <> sum(count)');
  none('select id from corrupt_chunk');
  none('select id from corrupt_journal');
  none("select 1 from pragma_integrity_check where integrity_check <> 'ok'");
  database.close();
}
