import assert from 'node:assert/strict';
import { test } from 'node:test';
import BetterSqlite3 from 'better-sqlite3';
import { SERVER_STREAM } from '../logs/server-log.ts';
import { routes } from '../routes.ts';
import { dataFiles } from '../start/data-files.ts';
import { startServer } from '../testing/real-server.ts';
import { openLivePage } from './testing/live-page.ts';
import { elementOf } from './testing/swap-partials.ts';
import { signIn } from './testing/visitor.ts';

const REQUESTS = 300;
const AT_ONCE = 30;

test('X2 lines that come side by side are on every picture of the stream in the order of their rows', async t => {
  const server = await startServer();
  t.after(() => server.dispose());
  const visitor = await signIn(server);
  const path = routes.dashboard.href({ slug: 'this-machine' });
  using page = await openLivePage(visitor, path, ['cloth']);
  page.connect();

  let made = 0;
  // Each is a line of the server's own log, which This machine shows.
  const ask = async () => {
    while (made < REQUESTS)
      assert.equal((await visitor.get(routes.dashboard.href({ slug: `none-${++made}` }))).status, 404);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, ask));
  await page.client.until(() => page.client.events.some(({ data }) => data.includes(`none-${REQUESTS}`)));
  await page.expectSameAsFresh();

  const { logs } = dataFiles(server.dataDir);
  const database = new BetterSqlite3(logs, { readonly: true });
  const rows = database
    .prepare<[string], string>(
      'select text from line where stream_id = (select id from stream where name = ?) order by seq',
    )
    .pluck();
  const kept = rows.all(SERVER_STREAM).flatMap(numbersIn);
  database.close();
  assert.equal(new Set(kept).size, REQUESTS);

  const pictures = page.client.events.filter(({ data }) => data.includes('id="panel-log"'));
  assert.ok(pictures.length > 0);
  for (const { data } of pictures) {
    const drawn = numbersIn(elementOf(data, 'panel-log'));
    const from = kept.indexOf(drawn[0] ?? kept[0]!);
    assert.deepEqual(drawn, kept.slice(from, from + drawn.length));
  }
  const ids = page.client.events.filter(({ id }) => id !== '').map(({ id }) => Number(id.split('-')[1]));
  assert.deepEqual(
    ids,
    ids.toSorted((a, b) => a - b),
  );
  assert.equal(new Set(ids).size, ids.length, 'every id once');
});

function numbersIn(text: string): number[] {
  return [...text.matchAll(/none-(\d+)/g)].map(([, number]) => Number(number));
}
