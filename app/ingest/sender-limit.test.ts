import assert from 'node:assert/strict';
import { test } from 'node:test';
import { routes } from '../routes.ts';
import { openApp } from '../testing/open-app.ts';

const LIMIT = { TELLTALE_MAX_SERIES_PER_SENDER: '3' };

test('a token that has made all the series it may is told so in every protocol, and another one goes on', async t => {
  const app = await openApp(t, LIMIT);
  const post = (path: string, body: string, as: 'ingest' | 'admin' = 'ingest') =>
    app.fetch(path, { as, method: 'POST', body });
  const ids = [0, 1, 2, 3].map(id => `{"metric": "requests", "value": 1, "labels": {"id": "${id}"}}`);
  const many = await post(routes.inMany.href(), ids.join('\n'));
  const why = /the token “ingest of a test” has made 3 series already.*such as id with 3 values/;
  assert.equal(many.status, 200);
  assert.match(await many.text(), why);
  const one = await post(routes.inOne.href({ metric: 'fresh' }), '1');
  assert.equal(one.status, 400);
  assert.match(await one.text(), why);
  const influx = await post(routes.influxWrite2.href(), 'fresh v=1');
  assert.equal(influx.status, 400);
  assert.match(await influx.text(), why);
  assert.equal((await post(routes.inOne.href({ metric: 'requests' }, { id: '2' }), '2')).status, 200, 'what is there');
  assert.equal((await post(routes.inOne.href({ metric: 'fresh' }), '1', 'admin')).status, 200);
  assert.equal((await post(routes.influxWrite2.href(), 'other v=1', 'admin')).status, 204);
});

test('Settings shows which metrics and tokens have made the most series', async t => {
  const app = await openApp(t, LIMIT);
  for (const id of ['a', 'b', 'c']) await app.send(`requests?id=${id}`, 1);
  const page = await (await app.fetch(routes.settings.href(), { as: 'owner', accept: 'text/html' })).text();
  const words = page.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
  assert.match(words, /Series 3 of 200\s000 at most/);
  assert.match(words, /requests 3 id 3/);
  assert.match(words, /series, of 3 at most ingest of a test 3/);
});
