import BetterSqlite3 from 'better-sqlite3';
import { readFile } from '../../history/testing/read-file.ts';
import { routes } from '../../routes.ts';
import { dataFiles } from '../../start/data-files.ts';
import type { TestServer } from '../../testing/real-server.ts';

/** Writers that send one reading and one log line at a time, together, until they are told to stop or nobody answers. */
export interface Writers {
  /** `writer 2: 17` for each pair that was answered with success, in the order of the answers. */
  readonly acknowledged: readonly string[];
  /** Resolves when so many more were answered; rejects when nobody answers any more. */
  hasWritten(count: number): Promise<void>;
  /** Resolves when the last one has ended. */
  readonly ended: Promise<unknown>;
  stop(): void;
}

const STREAM = 'journal';

export function startWriters(server: TestServer, count: number, name = 'writer'): Writers {
  const href = routes.influxWrite.href({}, { precision: 'ms' });
  const headers = { Authorization: `Bearer ${server.writeToken}` };
  const acknowledged: string[] = [];
  const waiting: { readonly count: number; readonly resolve: () => void }[] = [];
  const startMs = Date.now();
  let isStopped = false;

  const write = async (writer: string) => {
    for (let n = 1; !isStopped; n++) {
      const body = `${STREAM},writer=${writer} n=${n},text="${writer}: ${n}" ${startMs + n}`;
      const response = await fetch(server.url + href, { method: 'POST', headers, body }).catch(() => undefined);
      if (!response) return;
      if (!response.ok) continue;
      acknowledged.push(`${writer}: ${n}`);
      for (const { count, resolve } of waiting) if (acknowledged.length >= count) resolve();
    }
  };

  const ended = Promise.all(Array.from({ length: count }, (_, i) => write(`${name}-${i + 1}`)));
  return {
    acknowledged,
    async hasWritten(more) {
      const written = new Promise<void>(resolve => waiting.push({ count: acknowledged.length + more, resolve }));
      await Promise.race([written, ended.then(() => Promise.reject(new Error('The server has gone.')))]);
    },
    ended,
    stop() {
      isStopped = true;
    },
  };
}

/** What is in the files of that server, in their order, as `Writers.acknowledged` names it. */
export function readKept(dataDir: string): { readonly readings: Set<string>; readonly lines: string[] } {
  const { history, logs } = dataFiles(dataDir);
  const readings = readFile(history).filter(({ metric }) => metric === `${STREAM}_n`);
  const lines = query<{ text: string }>(
    logs,
    `select text from line where stream_id = (select id from stream where name = '${STREAM}') order by seq`,
  );
  return {
    readings: new Set(readings.map(({ labels, value }) => `${labels.writer}: ${value}`)),
    lines: lines.map(({ text }) => text),
  };
}

function query<Row>(file: string, sql: string): Row[] {
  const database = new BetterSqlite3(file, { readonly: true });
  try {
    return database.prepare<[], Row>(sql).all();
  } finally {
    database.close();
  }
}
