import BetterSqlite3 from 'better-sqlite3';

/** Does something to the file behind the keeper's back, as a disk, a person or another process might. */
export function withFile<R>(path: string, act: (file: BetterSqlite3.Database) => R): R {
  const file = new BetterSqlite3(path);
  try {
    return act(file);
  } finally {
    file.close();
  }
}

/** Turns one bit in the middle of one BLOB. `where` picks the row. */
export function flipBit(path: string, table: 'chunk' | 'journal', where: string): void {
  withFile(path, file => {
    const select = file.prepare(`select id, points from ${table} where ${where} limit 1`);
    const { id, points } = select.get() as { id: number; points: Buffer };
    points[points.length >> 1]! ^= 1;
    file.prepare(`update ${table} set points = ? where id = ?`).run(points, id);
  });
}

/** From now on no chunk can be written, until `allowChunks`. */
export function forbidChunks(path: string, when = 'true'): void {
  withFile(path, file =>
    file.exec(`create trigger no_chunk before insert on chunk when ${when} begin select raise(abort, 'no room'); end`),
  );
}

export function allowChunks(path: string): void {
  withFile(path, file => file.exec('drop trigger no_chunk'));
}

export function countRows(path: string, table: string): number {
  return withFile(path, file => file.prepare(`select count(*) from ${table}`).pluck().get() as number);
}

/** A copy beside the file, with everything that was answered, as a process leaves it that has no time to end. */
export function copyAsAfterKill(path: string): string {
  const copy = `${path}.copy`;
  withFile(path, file => file.exec(`vacuum into '${copy}'`));
  return copy;
}
