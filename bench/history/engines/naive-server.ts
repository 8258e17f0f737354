/** The process behind `naive-table.ts`; its arguments are the port and the file. */
import { createServer, type IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import BetterSqlite3 from 'better-sqlite3';
import type { Reading } from '../../../app/history/reading.ts';
import { seriesKey } from '../../../app/history/series-key.ts';
import { parseInfluxReadings } from '../../../app/ingest/testing/parse-influx-readings.ts';
import { READ_RANGE } from '../read-range.ts';

const [port, path] = process.argv.slice(2);
const database = new BetterSqlite3(path!);
database.pragma('journal_mode = WAL');
database.pragma('synchronous = FULL');
database.exec(`
  CREATE TABLE reading (series_id INTEGER, at_ms INTEGER, value REAL, PRIMARY KEY (series_id, at_ms)) WITHOUT ROWID
`);
const insert = database.prepare('INSERT OR REPLACE INTO reading VALUES (?, ?, ?)');
const latest = database.prepare('SELECT series_id, MAX(at_ms), value FROM reading GROUP BY series_id').raw();
const range = database
  .prepare(`
    SELECT at_ms / ${READ_RANGE.stepMs} AS bucket, MIN(value), MAX(value) FROM reading
    WHERE series_id = 0 AND at_ms > (SELECT MAX(at_ms) FROM reading WHERE series_id = 0) - ${READ_RANGE.spanMs}
    GROUP BY bucket
  `)
  .raw();
const ids = new Map<string, number>();

const keepAll = database.transaction((readings: readonly Reading[]) => {
  for (const { metric, labels, value, atMs } of readings) insert.run(idOf(seriesKey(metric, labels)), atMs, value);
});

createServer(async (request, response) => {
  if (request.method === 'POST') {
    await keep(request);
    response.writeHead(204).end();
  } else {
    response.end(JSON.stringify((request.url === '/range' ? range : latest).all()));
  }
}).listen(Number(port), '127.0.0.1');

process.once('SIGTERM', () => {
  database.close();
  process.exit();
});

async function keep(request: IncomingMessage): Promise<void> {
  keepAll.immediate(parseInfluxReadings(await buffer(request), Date.now(), 'ms').readings);
}

function idOf(key: string): number {
  const id = ids.get(key) ?? ids.size;
  ids.set(key, id);
  return id;
}
