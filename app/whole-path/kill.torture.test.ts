import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import BetterSqlite3 from 'better-sqlite3';
import { parseEventId } from '../stream/event-id.ts';
import { rounds } from '../testing/rounds.ts';
import { changesRoute, type Moment } from './testing/changes-route.ts';
import { openSse, type SseClient } from './testing/sse-client.ts';
import { type ChangesServer, startChangesServer } from './testing/start-changes-server.ts';

const ROUNDS = rounds({ ci: 4, torture: 200 });
const WRITERS = 4;
/** Writes of one round at most, before the process dies; zero: it dies while viewers come back. */
const MAX_WRITES = 60;
/** Every so many writes, one fails after it was written. */
const FAIL_EVERY = 7;
const DEATHS = ['from outside', 'written', 'committed', 'told'] as const;
type Death = (typeof DEATHS)[number];

test(`X1 X2 X3 killed ${ROUNDS} times at a random point: every committed change reaches every viewer once, in order`, async t => {
  const folder = mkdtempSync(join(tmpdir(), 'telltale-kill-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'state.db');
  const book = createBook();
  // One that is always there, one that reads now and then, two that miss rounds and begin in the table.
  const viewers = [createViewer(1), createViewer(1, { isSlow: true }), createViewer(3), createViewer(5)];
  const deaths = Object.fromEntries(DEATHS.map(death => [death, 0])) as Record<Death, number>;

  for (let round = 1; round <= ROUNDS; round++) {
    const server = await startChangesServer(path);
    t.after(() => server.kill());
    for (const viewer of viewers) if (round % viewer.everyRounds === 0) viewer.connect(server);
    const death = DEATHS[round % DEATHS.length]!;
    await writeUntilDeath(server, book, death, viewers[0]!);
    deaths[death]++;
    for (const viewer of viewers) await viewer.disconnected();
  }

  const server = await startChangesServer(path);
  t.after(() => server.kill());
  const rows = readRows(path);
  for (const viewer of viewers) {
    viewer.connect(server);
    await viewer.hasReached(rows.length);
    assert.deepEqual(viewer.changes, rows, 'by id: every row, none twice, in the order of the table');
  }
  const keys = new Set(rows.map(({ key }) => key));
  for (const { seq, key } of book.acknowledged) assert.equal(rows[seq - 1]?.key, key, 'what was answered is there');
  for (const key of book.failed) assert.ok(!keys.has(key), `${key} was rolled back`);
  for (const { key, death } of book.deadly) assert.equal(keys.has(key), death !== 'written', `died when ${death}`);
  assert.deepEqual(readFacts(path), [...keys].sort(), 'a change is in the outbox with what was changed, or neither is');
  assert.ok(book.failed.length > 0 && book.acknowledged.length > 0);
  server.kill();
  await server.ended;

  const unanswered = rows.length - book.acknowledged.length;
  t.diagnostic(`${rows.length} changes committed, ${book.failed.length} failed, ${unanswered} without an answer`);
  t.diagnostic(`deaths: ${DEATHS.map(death => `${death} ${deaths[death]}`).join(', ')}`);
  t.diagnostic(`each of ${viewers.length} viewers: ${rows.length} by id, 0 lost, 0 twice`);
});

interface Change {
  readonly seq: number;
  readonly key: string;
}

type Book = ReturnType<typeof createBook>;

/** What the writers know. A write without an answer may be there or not. */
function createBook() {
  const acknowledged: Change[] = [];
  const failed: string[] = [];
  /** The writes of which the server died. */
  const deadly: { readonly key: string; readonly death: Death }[] = [];
  let made = 0;
  return { acknowledged, failed, deadly, nextKey: () => `change ${++made}` };
}

async function writeUntilDeath(server: ChangesServer, book: Book, death: Death, viewer: Viewer): Promise<void> {
  let left = randomInt(MAX_WRITES);
  if (left === 0) await viewer.hasAnswer();
  const write = async () => {
    const key = book.nextKey();
    if (left-- !== 0) return post(server, book, key, randomInt(FAIL_EVERY) === 0 ? 'never, but fail' : undefined);
    if (death === 'from outside') return server.kill();
    book.deadly.push({ key, death });
    return post(server, book, key, death);
  };
  const writers = Array.from({ length: WRITERS }, async () => {
    for (;;) await write();
  });
  await Promise.allSettled(writers);
  await server.ended;
}

async function post({ url }: ChangesServer, book: Book, key: string, die: Moment | undefined): Promise<void> {
  const response = await fetch(url + changesRoute.href({}, { die }), { method: 'POST', body: key });
  if (response.ok) book.acknowledged.push({ seq: ((await response.json()) as { seq: number }).seq, key });
  else book.failed.push(key);
}

interface Viewer {
  /** It is there in each so-manyth life of the server. */
  readonly everyRounds: number;
  /** What it has received in all lives, by id. */
  readonly changes: readonly Change[];
  connect(server: ChangesServer): void;
  hasAnswer(): Promise<void>;
  hasReached(seq: number): Promise<void>;
  disconnected(): Promise<void>;
}

function createViewer(everyRounds: number, { isSlow = false } = {}): Viewer {
  const changes: Change[] = [];
  let lastId = '';
  let client: SseClient | undefined;

  const takeAll = () => {
    if (!client) return;
    changes.push(...client.events.map(({ id, data }) => ({ seq: parseEventId(id)!.seq, key: data })));
    lastId = client.lastId;
    client = undefined;
  };
  return {
    everyRounds,
    changes,
    connect({ url }) {
      client = openSse({ url, path: changesRoute.href(), lastId });
      if (isSlow) readNowAndThen(client);
    },
    hasAnswer: async () => client?.until(() => client!.bytes > 0),
    async hasReached(seq) {
      await client!.until(() => parseEventId(client!.lastId)?.seq === seq);
      client!.socket.destroy();
      takeAll();
    },
    async disconnected() {
      if (!client) return;
      client.socket.resume();
      await client.ended;
      takeAll();
    },
  };
}

/** Stops reading after each piece of data, for as long as the event loop takes to come round a few times. */
function readNowAndThen({ socket }: SseClient): void {
  const rest = (turns: number) => {
    if (turns === 0) socket.resume();
    else setImmediate(rest, turns - 1);
  };
  socket.on('data', () => {
    socket.pause();
    rest(randomInt(1, 20));
  });
}

function readRows(path: string): Change[] {
  using database = open(path);
  return database.prepare<[], Change>('select seq, key from outbox order by seq').all();
}

function readFacts(path: string): string[] {
  using database = open(path);
  const facts = database.prepare<[], string>("select name from fact where value = 'written'").pluck().all();
  return facts.sort();
}

function open(path: string) {
  const database = new BetterSqlite3(path, { readonly: true });
  return Object.assign(database, { [Symbol.dispose]: () => void database.close() });
}
