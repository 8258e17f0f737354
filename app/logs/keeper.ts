import { join } from 'node:path';
import { workerData } from 'node:worker_threads';
import { openDatabase } from '../../db/database.ts';
import { serveKeeper } from '../../db/keeper/serve-keeper.ts';
import { packageRoot } from '../package-root.ts';
import type { KeptLine, LogLine } from './log-line.ts';

/** What the worker needs to start. */
export interface LogKeeperData {
  readonly path: string;
  /** Lines kept over all streams; the oldest go first. */
  readonly maxLines: number;
}

/** Rows deleted at a time, so that keeping the bound never holds a commit up. */
const TRIM_SLICE_LINES = 500;

export interface LogKeeperCalls {
  append(lines: readonly LogLine[]): void;
  tail(stream: string, limit: number): readonly KeptLine[];
}

interface Row extends Omit<KeptLine, 'fields'> {
  readonly fields: string;
}

const { path, maxLines } = workerData as LogKeeperData;

const database = openDatabase(path, { migrations: join(packageRoot, 'db/migrations/logs') });
const insert = database.prepare('insert into line (at_ms, stream, level, text, fields) values (?, ?, ?, ?, ?)');
const trim = database.prepare(
  'delete from line where seq in (select seq from line where seq <= ? order by seq limit ?)',
);
const newest = database.prepare<Row>(
  'select seq, at_ms as atMs, stream, level, text, fields from line where stream = ? order by seq desc limit ?',
);

const keeper = serveKeeper<LogKeeperCalls, readonly KeptLine[]>(
  {
    append: (_signal, lines) =>
      database.transactional.batch(scope => {
        const kept = lines.map(keep);
        trim.run((kept.at(-1)?.seq ?? 0) - maxLines, TRIM_SLICE_LINES + kept.length);
        scope.onCommit(() => keeper.publish(kept));
      }),
    tail: (_signal, stream, limit) =>
      newest
        .all(stream, limit)
        .map(row => ({ ...row, fields: JSON.parse(row.fields) }))
        .reverse(),
  },
  () => database.close(),
);

function keep(line: LogLine): KeptLine {
  const { lastInsertRowid } = insert.run(line.atMs, line.stream, line.level, line.text, JSON.stringify(line.fields));
  return { ...line, seq: Number(lastInsertRowid) };
}
