import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import BetterSqlite3 from 'better-sqlite3';
import { routes } from '../routes.ts';
import { dataFiles } from '../start/data-files.ts';
import { startServer } from '../testing/real-server.ts';
import { openTempState } from '../testing/temp-state.ts';
import { openLivePage } from './testing/live-page.ts';
import { sendMany, signIn } from './testing/visitor.ts';

/** Makes a write fail in the midst of its transaction: its own work goes, or SQLite gives up the whole group. */
const POISON = { abort: 'mild_poison', rollback: 'strong_poison' };
const BATCHES = 30;

test('X1 what fails after it was written is on no stream and no page; what shared its commit and was acknowledged is', async t => {
  const server = await startServer({ env: { TELLTALE_HOST_METRICS: 'off' } });
  t.after(() => server.dispose());
  const files = dataFiles(server.dataDir);
  alter(files.history, poisonTrigger('series', `new.metric = '${POISON.abort}'`, 'abort'));
  alter(files.history, poisonTrigger('series', `new.metric = '${POISON.rollback}'`, 'rollback'));
  alter(files.state, poisonTrigger('outbox', "new.key = 'bad'", 'abort'));
  const visitor = await signIn(server);
  using home = await openLivePage(visitor, routes.home.href(), ['inbox-head', 'inbox-rows', 'boards-rows']);
  using explore = await openLivePage(visitor, routes.explore.href(), ['series-rows']);
  for (const page of [home, explore]) page.connect();

  const good = new Set<string>();
  const write = async (n: number) => {
    const poison = n % 3 === 0 ? POISON.rollback : POISON.abort;
    const [kept, failed] = await Promise.all([
      sendMany(server, [{ metric: `good_${n}_`, value: n }]),
      sendMany(server, [
        { metric: `bad_${n}_`, value: n },
        { metric: poison, value: 1 },
      ]),
    ]);
    assert.equal(failed.status, 500);
    // A group that SQLite gave up takes its neighbours along, who are told so and send again.
    if (kept.ok || (await sendMany(server, [{ metric: `good_${n}_`, value: n }])).ok) good.add(`good_${n}_`);
  };
  await Promise.all(Array.from({ length: BATCHES }, (_, n) => write(n)));
  assert.equal((await sendMany(server, [{ metric: 'bad', value: 1 }])).ok, true, 'and the series is sound afterwards');
  assert.equal((await visitor.post(routes.inboxDashboards.href())).status, 500, 'a dashboard called bad');

  for (const page of [home, explore]) {
    assert.equal(await page.expectSameAsFresh(), 0);
    const told = page.client.events.map(({ data }) => data).join('');
    assert.doesNotMatch(told, /bad_\d|href="\/d\/bad"/);
    for (const metric of good) assert.ok(told.includes(metric), metric);
  }
  assert.ok(good.size > BATCHES / 2, `${good.size} of ${BATCHES}`);
});

test('X1 X2 a follower of the outbox sees no change before another connection can, none that failed, and all in the order of the table', async t => {
  const { state, folder } = openTempState(t);
  const { transactional, outbox } = state;
  const other = new BetterSqlite3(join(folder, 'state.db'), { readonly: true });
  t.after(() => other.close());
  const find = other.prepare<[number], string>('select key from outbox where seq = ?').pluck();
  const seen: string[] = [];
  const following = (async () => {
    for await (const item of outbox.changes) {
      assert.ok(item.kind === 'event');
      assert.equal(find.get(item.seq), item.value.key, 'committed already');
      seen.push(item.value.key);
    }
  })();

  const write = (key: string) => {
    outbox.announce('test', key);
    if (key.startsWith('bad')) throw new Error('rolled back');
  };
  /** Every way to write: the shared commit, a scope with awaits, one that waits for nobody, and one inside another. */
  const ways = [
    (key: string) => transactional.batch(() => write(key)),
    (key: string) =>
      transactional.run(async () => {
        await nextTurn();
        write(key);
        await nextTurn();
      }),
    async (key: string) => transactional.run(() => write(key)),
    (key: string) =>
      transactional.batch(() => {
        write(`outer of ${key}`);
        transactional.run(() => write(key));
      }),
  ];
  const results = await Promise.allSettled(
    Array.from({ length: 200 }, (_, n) => ways[n % ways.length]!(`${n % 5 === 0 ? 'bad' : 'good'} ${n}`)),
  );
  outbox.changes.close();
  await following;
  const failures = results.filter(({ status }) => status === 'rejected').length;
  assert.ok(failures >= 40 && failures < 200, `${failures} failed`);
  assert.deepEqual(seen, other.prepare<[], string>('select key from outbox order by seq').pluck().all());
  assert.equal(seen.filter(key => /bad/.test(key)).length, 0);
});

function alter(file: string, sql: string): void {
  const database = new BetterSqlite3(file);
  database.exec(sql);
  database.close();
}

function poisonTrigger(table: string, when: string, how: 'abort' | 'rollback'): string {
  return `create trigger poison_${how} before insert on ${table} when ${when} begin select raise(${how}, 'poisoned'); end`;
}
