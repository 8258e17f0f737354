import assert from 'node:assert/strict';
import { request } from 'node:http';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import BetterSqlite3 from 'better-sqlite3';
import { routes } from '../routes.ts';
import { dataFiles } from '../start/data-files.ts';
import { startServer, type TestServer } from '../testing/real-server.ts';

/** Lines that are answered before the server is killed. */
const ANSWERED = 150;
const SENDERS = 4;

test('a kill loses no line that was answered, and its counts are those of the lines', async t => {
  const server = await startServer({ env: { TELLTALE_HOST_METRICS: 'off' } });
  t.after(() => server.dispose());
  const answered: string[] = [];
  const endless = sendEndlessly(server);
  const enough = Promise.withResolvers<void>();
  const senders = Array.from({ length: SENDERS }, async (_, sender) => {
    for (let n = 0; ; n++) {
      const text = `sender ${sender} number ${n} end`;
      const response = await send(server, text).catch(() => undefined);
      if (!response?.ok) return;
      answered.push(text);
      if (answered.length === ANSWERED) enough.resolve();
    }
  });
  await enough.promise;
  await server.kill();
  await Promise.all(senders);
  endless.destroy();
  await server.start();

  const kept = readKept(server);
  const texts = new Set(kept.map(({ text }) => text));
  assert.deepEqual(
    answered.filter(text => !texts.has(text)),
    [],
  );
  for (const { text } of kept)
    assert.match(text, /^(?:sender \d number \d+ end|trace \d+(?:\n {4}at f(?:\n {4}at g)?)?)$/);
  for (let sender = 0; sender < SENDERS; sender++) {
    const numbers = kept.flatMap(
      ({ text }) => new RegExp(`^sender ${sender} number (\\d+) end$`).exec(text)?.[1] ?? [],
    );
    assert.deepEqual(
      numbers.map(Number),
      numbers.map((_, i) => i),
    );
  }
  assert.equal(countTallied(server), kept.length, 'counts are of the same commits');
  assert.equal((await send(server, 'after the kill')).status, 200);
});

function send(server: TestServer, body: string): Promise<Response> {
  const href = routes.logStream.href({ stream: 'app' }, { k: server.writeToken });
  return fetch(server.url + href, { method: 'POST', body });
}

/** Traces, one after the other, each in two pieces, until the server is gone. */
function sendEndlessly(server: TestServer): Readable {
  const href = routes.logStream.href({ stream: 'app' }, { k: server.writeToken });
  const body = request(server.url + href, { method: 'PUT' });
  let n = 0;
  const pieces = (async function* () {
    for (;;) {
      yield `trace ${n++}\n    at`;
      await wait(2);
      yield ' f\n    at g\n';
    }
  })();
  const source = Readable.from(pieces);
  body.on('error', () => source.destroy());
  source.on('error', () => {}).pipe(body);
  return source;
}

function readKept(server: TestServer): { text: string }[] {
  return query(
    server,
    "select text from line where stream_id = (select id from stream where name = 'app') order by seq",
  );
}

function countTallied(server: TestServer): number {
  const sql =
    "select sum(count) as count from tally where width_s = 60 and stream_id = (select id from stream where name = 'app')";
  return query<{ count: number }>(server, sql)[0]!.count;
}

function query<Row>({ dataDir }: TestServer, sql: string): Row[] {
  const database = new BetterSqlite3(dataFiles(dataDir).logs, { readonly: true });
  try {
    return database.prepare(sql).all() as Row[];
  } finally {
    database.close();
  }
}
