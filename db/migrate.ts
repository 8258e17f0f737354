import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Connection } from './transactional.ts';

interface Migration {
  readonly number: number;
  readonly file: string;
}

const FILE_NAME = /^(\d{4})_[a-z0-9_-]+\.sql$/;

/**
 * Brings the database to the newest migration of a directory of `0001_name.sql` files, numbered from 1 without a gap. Each runs
 * in a transaction of its own, with foreign keys checked at its end only, so that a table may be rebuilt. `PRAGMA user_version`
 * keeps the number of the last one. Throws, with the database as the last good migration left it.
 */
export function migrate(connection: Connection, directory: string): void {
  const migrations = listMigrations(directory);
  const version = versionOf(connection);
  if (version > migrations.length) {
    throw new Error(
      `The database ${connection.name} is at migration ${version}, this program knows ${migrations.length}. ` +
        'Start the newer version of the program, or restore a backup made before the upgrade.',
    );
  }
  connection.pragma('foreign_keys = OFF'); // has no effect inside a transaction
  try {
    for (const migration of migrations.slice(version)) apply(connection, directory, migration);
  } finally {
    connection.pragma('foreign_keys = ON');
  }
}

function listMigrations(directory: string): Migration[] {
  const files = readdirSync(directory).filter(file => file.endsWith('.sql'));
  return files.sort().map((file, index) => {
    const number = Number(FILE_NAME.exec(file)?.[1]);
    if (number === index + 1) return { number, file };
    throw new Error(`Migration ${file} should be number ${index + 1}, named like 0001_name.sql.`);
  });
}

function apply(connection: Connection, directory: string, { number, file }: Migration): void {
  const sql = readFileSync(join(directory, file), 'utf8');
  connection.exec('BEGIN IMMEDIATE');
  try {
    if (versionOf(connection) >= number) return; // another process was faster
    connection.exec(sql);
    requireIntact(connection);
    connection.pragma(`user_version = ${number}`);
    connection.exec('COMMIT');
  } catch (cause) {
    throw new Error(`Migration ${file} failed: ${cause instanceof Error ? cause.message : cause}`, { cause });
  } finally {
    if (connection.inTransaction) connection.exec('ROLLBACK');
  }
}

function requireIntact(connection: Connection): void {
  if (!connection.inTransaction) throw new Error('it ended its transaction; it must not contain COMMIT or ROLLBACK.');
  const violations = connection.pragma('foreign_key_check') as { table: string }[];
  if (violations[0])
    throw new Error(`${violations.length} rows break a foreign key, the first in ${violations[0].table}.`);
}

function versionOf(connection: Connection): number {
  return connection.pragma('user_version', { simple: true }) as number;
}
