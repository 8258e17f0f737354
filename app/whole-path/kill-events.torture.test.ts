import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { test } from 'node:test';
import Database from 'better-sqlite3';
import { readLines } from '../events/testing/read-lines.ts';
import { routes } from '../routes.ts';
import { dataFiles } from '../start/data-files.ts';
import { startServer, type TestServer } from '../testing/real-server.ts';
import { rounds } from '../testing/rounds.ts';
import { signIn, type Visitor } from './testing/visitor.ts';

const ROUNDS = rounds({ ci: 2, torture: 25 });
const WRITERS = 4;

test(`a server killed ${ROUNDS} times loses no event that it answered, and who comes back has heard each once`, async t => {
  const server = await startServer();
  t.after(() => server.dispose());
  const visitor = await signIn(server);
  const acknowledged: string[] = [];
  const heard: string[] = [];
  let since = 'all';

  for (let round = 1; round <= ROUNDS; round++) {
    const listening = listen(visitor, since, heard);
    const answered = Promise.withResolvers<void>();
    const wanted = acknowledged.length + randomInt(10, 100);
    const onAnswer = (text: string) => {
      if (acknowledged.push(text) >= wanted) answered.resolve();
    };
    const sending = Array.from({ length: WRITERS }, (_, i) => send(server, `${round}-${i}`, onAnswer));
    await answered.promise;
    await server.kill();
    await Promise.all(sending);
    since = (await listening) ?? since;
    await server.start();
  }
  await hearTheRest(visitor, since, heard);

  assert.equal(new Set(heard).size, heard.length, 'none twice');
  assert.deepEqual(heard, keptIn(server.dataDir), 'all that is kept, in its order');
  const told = new Set(heard);
  assert.deepEqual(
    acknowledged.filter(text => !told.has(text)),
    [],
    'none that was answered is lost',
  );
  t.diagnostic(`${acknowledged.length} events answered, ${heard.length} kept and heard, 0 lost`);
});

async function send(server: TestServer, name: string, onAnswer: (text: string) => void): Promise<void> {
  for (let n = 1; ; n++) {
    const href = routes.event.href({ topic: 'journal' }, { k: server.writeToken });
    const response = await fetch(server.url + href, { method: 'POST', body: `${name}: ${n}` }).catch(() => undefined);
    if (!response) return;
    if (response.ok) onAnswer(`${name}: ${n}`);
  }
}

/** Until the server is gone; gives the id of the last event. */
async function listen(visitor: Visitor, since: string, heard: string[]): Promise<string | undefined> {
  let last: string | undefined;
  try {
    const lines = await open(visitor, { since });
    for (;;) {
      const line = await lines.next();
      if (line === undefined) return last;
      const { id, event, message } = JSON.parse(line);
      if (event !== 'message') continue;
      heard.push(message);
      last = id;
    }
  } catch {
    return last; // cut off
  }
}

async function hearTheRest(visitor: Visitor, since: string, heard: string[]): Promise<void> {
  const lines = await open(visitor, { since, poll: 1 });
  for (let line = await lines.next(); line !== undefined; line = await lines.next())
    heard.push(JSON.parse(line).message);
}

async function open(visitor: Visitor, query: object) {
  const href = routes.eventStream.href({ topic: 'journal', form: 'json' }, { ...query });
  return readLines(await visitor.get(href));
}

function keptIn(dataDir: string): string[] {
  const database = new Database(dataFiles(dataDir).events, { readonly: true });
  try {
    return database.prepare<[], string>('select message from event order by seq').pluck().all();
  } finally {
    database.close();
  }
}
