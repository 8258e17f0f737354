import { eq } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { printTable } from '../print-table.ts';
import { cpuNs } from './cpu-ns.ts';
import { openFiles } from './open-files.ts';

const item = sqliteTable('item', { id: integer().primaryKey(), name: text().notNull(), at: integer().notNull() });
const CALLS = 5_000;

/** The guarded client, which asks for the scope of each statement and keeps prepared statements, beside plain drizzle. */
export function benchStatements(): void {
  const files = openFiles('NORMAL');
  const ours = files.openOurs();
  const plainConnection = files.openPlain(0);
  ours.transactional.run(() => ours.prepare("INSERT INTO item (name, at) VALUES ('a', 1)").run());
  const [guarded, plain] = [drizzle(ours.client), drizzle(plainConnection)];
  const sql = 'SELECT id, name, at FROM item WHERE id = ?';
  const select = (db: typeof plain) => cpuNs(CALLS, () => void db.select().from(item).where(eq(item.id, 1)).get());
  const guardedStatement = ours.prepare(sql);
  const plainStatement = plainConnection.prepare(sql);
  const rows: (readonly [string, number, number])[] = [
    ['drizzle, select by key', select(plain), select(guarded as unknown as typeof plain)],
    [
      'prepared once, select by key',
      cpuNs(CALLS, () => void plainStatement.get(1)),
      cpuNs(CALLS, () => void guardedStatement.get(1)),
    ],
    [
      'prepared at each call, select by key',
      cpuNs(CALLS, () => void plainConnection.prepare(sql).get(1)),
      cpuNs(CALLS, () => void ours.prepare(sql).get(1)),
    ],
  ];
  files.remove();
  printTable(
    'One statement: guarded client and statement cache beside the plain connection, CPU time',
    ['statement', 'plain µs', 'ours µs', 'plain : ours'],
    rows.map(([name, plainNs, oursNs]) => [name, us(plainNs), us(oursNs), `${(plainNs / oursNs).toFixed(2)} : 1`]),
  );
}

function us(ns: number): string {
  return (ns / 1000).toFixed(2);
}
