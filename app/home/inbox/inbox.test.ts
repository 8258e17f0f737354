import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openRaw } from '../../http/testing/raw-client.ts';
import { routes } from '../../routes.ts';
import { openApp } from '../../testing/open-app.ts';
import { openWith, pageOf, rowsOf } from '../testing/home-page.ts';
import { sendOthers } from '../testing/send-others.ts';

const HOME = routes.home.href();

test('logs, pictures, jobs and events are in the Inbox as readings are, each with its newest', async t => {
  const app = await openWith(t, ['temperature', 21.4]);
  await sendOthers(app);
  const page = await pageOf(app);
  assert.deepEqual(rowsOf(page), ['deploys', 'nightly', 'door', 'app', 'temperature']);
  assert.match(page, /5 signals on no dashboard/);
  const inbox = page.slice(page.indexOf('id="inbox-rows"'), page.indexOf('id="boards'));
  assert.match(
    inbox,
    /“shipped”[\s\S]*42[\s\S]*%[\s\S]*copying[\s\S]*<img[^>]*\/img\/door\/thumb\/[\s\S]*320\u00a0×\u00a0240/,
  );
  assert.match(inbox, /order <span class="ansi[^>]*>1188<\/span> paid &lt;b&gt;/);

  const text = await (await app.fetch(HOME, { as: 'read', accept: 'text/plain' })).text();
  for (const line of [
    /deploys +event · .*shipped/,
    /nightly +job · 42.% · .*copying/,
    /door +image · 320/,
    /app +log · .*1188/,
  ])
    assert.match(text, line);
  const json = await (await app.fetch(HOME, { as: 'read', accept: 'application/json' })).json();
  const { inbox: kept } = json as { readonly inbox: readonly Record<string, string>[] };
  assert.deepEqual(
    kept.map(({ kind, name, metric }) => [kind, name ?? metric]),
    [
      ['reading', 'temperature'],
      ['log', 'app'],
      ['image', 'door'],
      ['job', 'nightly'],
      ['event', 'deploys'],
    ],
  );
  assert.match(kept[3]!.message!, /copying/);
});

test('signals of one name are told apart by their kinds', async t => {
  const app = await openWith(t, ['nightly', 1]);
  for (const path of [routes.logStream.href({ stream: 'nightly' }), routes.jobSignal.href({ name: 'nightly' })])
    await app.fetch(path, { as: 'ingest', method: 'POST', body: 'start' });
  const ids = [...(await pageOf(app)).matchAll(/<li class="inbox__row[^>]* id="([^"]+)"/g)].map(([, id]) => id);
  assert.deepEqual([ids.length, new Set(ids).size], [3, 3]);
});

test('one click makes a dashboard of all five kinds, live, and the Inbox is empty', async t => {
  const app = await openWith(t, ['temperature', 21.4]);
  await sendOthers(app);
  const made = await app.fetch(routes.inboxDashboards.href(), { as: 'owner', form: {} });
  const slug = made.headers.get('location')!.split('/').at(-1)!;
  assert.deepEqual(
    app.deps.dashboards.find(slug)!.definition.panels.map(({ kind, title }) => [kind, title]),
    [
      ['stat', 'temperature'],
      ['job', 'nightly'],
      ['image', 'door'],
      ['events', 'deploys'],
      ['log', 'app'],
    ],
  );
  assert.match(await pageOf(app), /every signal is on a dashboard/);
  const page = await pageOf(app, 'read', routes.dashboard.href({ slug }));
  assert.match(page, /42.%[\s\S]*copying[\s\S]*\/img\/door\/picture\/[\s\S]*shipped[\s\S]*1188/);
  assert.doesNotMatch(page, /data-state="(empty|error)"/);
});

test('an open Home shows what is sent of each kind, without a reload', async t => {
  const app = await openApp(t);
  const origin = await app.listen();
  const href = /hx-sse:connect="([^"]+)"/.exec(await pageOf(app))![1]!.replaceAll('&amp;', '&');
  using client = openRaw(origin, href, [`Cookie: ${app.headersOf('owner').Cookie}`]);
  await client.events(events => events.length > 0);
  await sendOthers(app);
  const hasAll = (text: string) => ['shipped', 'copying', '/thumb/', '1188'].every(word => text.includes(word));
  await client.events(all => hasAll(all.map(({ data }) => data).join('')));
});
