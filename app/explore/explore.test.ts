import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { openRaw } from '../http/testing/raw-client.ts';
import { routes } from '../routes.ts';
import { type AppRequest, openApp } from '../testing/open-app.ts';
import { readHtml } from '../testing/read-html.ts';
import { createUnitStore } from './store.ts';

/** Each test has metrics of its own in it. */
const app = await openApp({ after });
const EXPLORE = routes.explore.href();
const HTMX = { 'HX-Request': 'true', 'HX-Request-Type': 'partial' };

const ask = (path: string, request: AppRequest = {}) =>
  app.fetch(path, { as: 'owner', accept: 'text/html', ...request });
const textOf = async (path: string, request?: AppRequest) => (await ask(path, request)).text();
const search = (q: string) => routes.explore.href({}, { q });
const seriesHref = (key: string) => routes.series.href({}, { key });
const namesIn = (html: string) => [...html.matchAll(/<th[^>]*scope="row"><a[^>]*>([^<]*)</g)].map(([, name]) => name);

async function seriesAsJson(q: string) {
  const response = await ask(search(q), { accept: 'application/json' });
  return ((await response.json()) as { series: Record<string, unknown>[] }).series;
}

test('before anything came the table says where to learn how to send', async t => {
  const empty = await openApp(t);
  assert.match(await (await empty.fetch(EXPLORE, { as: 'owner' })).text(), /No series yet\. Home shows how to send/);
});

test('one address is a page to a visitor, a fragment to htmx and JSON to a program, and says what that hangs on', async () => {
  await app.send('forms?room=attic&unit=°C', 21.4);
  const page = await ask(search('forms'));
  assert.match(await page.text(), /^<!doctype html>[\s\S]*value="forms"/);
  assert.match(page.headers.get('vary') ?? '', /Accept.*HX-Request/);
  const fragment = await textOf(search('forms'), { headers: HTMX });
  assert.deepEqual(readHtml(fragment).roots, ['section']);
  assert.match(fragment, /^<section[^>]*id="found"/);
  const [series] = await seriesAsJson('forms');
  const { createdMs, ...known } = series!;
  assert.deepEqual(known, {
    key: 'forms{room="attic"}',
    metric: 'forms',
    labels: { room: 'attic' },
    unit: '°C',
    atMs: app.nowMs,
    value: 21.4,
  });
  assert.equal(createdMs, app.nowMs);
  assert.equal((await ask(EXPLORE, { accept: 'image/png' })).status, 406);
});

test('a search looks into names, labels and values, in any case', async () => {
  await app.send('search_one?place=Harbour', 1);
  await app.send('search_two?place=attic', 2);
  assert.deepEqual(namesIn(await textOf(search('HARBOUR'), { headers: HTMX })), ['search_one']);
  assert.deepEqual(namesIn(await textOf(search('  search_  '), { headers: HTMX })).toSorted(), [
    'search_one',
    'search_two',
  ]);
  assert.equal((await seriesAsJson('place="attic"')).length, 1);
});

test('a search that finds nothing repeats what was searched for, as text', async () => {
  const fragment = await textOf(search('<img src=x>'), { headers: HTMX });
  assert.match(fragment, /No series has “&lt;img src=x&gt;” in its name or labels\./);
  readHtml(fragment);
});

test('the stream of a search goes on where the fragment stands', async () => {
  const origin = await app.listen();
  const fragment = await textOf(search('flowing'), { headers: HTMX });
  const href = /hx-sse:connect="([^"]+)"/.exec(fragment)![1]!.replaceAll('&amp;', '&');
  using client = openRaw(origin, href, [`Cookie: ${app.headersOf('owner').Cookie}`]);
  await client.events(events => events.length > 0);
  await app.send('flowing', 7);
  const events = await client.events(all => all.some(({ data }) => data.includes('flowing')));
  assert.match(events.at(-1)!.data, /hx-target="#series-rows"/);
});

test('when there are more series than rows, the table says so', async t => {
  const many = await openApp(t);
  const readings = Array.from({ length: 103 }, (_, i) => ({
    metric: `m_${i}`,
    labels: {},
    value: i,
    atMs: many.nowMs,
  }));
  await many.deps.history.append(readings);
  const page = await (await many.fetch(EXPLORE, { as: 'owner' })).text();
  assert.equal(namesIn(page).length, 100);
  assert.match(page, /The 100 series with the newest readings of 103\. Search to see others\./);
  const found = await (await many.fetch(search('m_102'), { as: 'owner' })).text();
  assert.deepEqual(namesIn(found), ['m_102']);
  assert.doesNotMatch(found, /Search to see others/);
});

test('a series has a page of its own, with its labels, and of no other series', async () => {
  await app.send('own?floor=1&room=kitchen', 1);
  await app.send('own?room=kitchen', 2);
  const page = await textOf(seriesHref('own{room="kitchen"}'));
  assert.match(page, /<dt>room<\/dt><dd>kitchen<\/dd>/);
  assert.match(page, /First seen[\s\S]*2026-06-01 12:00 UTC/);
  assert.match(page, /id="panel-now"[\s\S]*?class="value">2</);
  assert.doesNotMatch(page.split('id="related"')[0]!, /floor/);
});

test('hostile labels are text on every page', async () => {
  const value = `"><script>alert(1)</script>`;
  const target = `hostile?room=${encodeURIComponent(value)}`;
  await app.send(target, 1);
  const key = `hostile{room="\\"><script>alert(1)</script>"}`;
  for (const path of [
    search('hostile'),
    seriesHref(key),
    routes.seriesRemoval.href({}, { key }),
    routes.explore.href({}, { removed: key }),
  ]) {
    const response = await ask(path);
    assert.equal(response.status, 200, path);
    const page = await response.text();
    assert.equal(page.includes('<script>alert'), false, path);
    assert.ok(page.includes('&lt;script&gt;alert(1)'), path);
  }
});

test('a unit that people give goes before the sender’s, everywhere; an empty one takes it away again', async () => {
  await app.send('flow?unit=l', 3);
  const rename = (unit: string) => ask(routes.seriesUnit.href(), { form: { key: 'flow', unit } });
  const saved = await rename('  m³ ');
  assert.deepEqual([saved.status, saved.headers.get('location')], [303, seriesHref('flow')]);
  assert.match(await textOf(seriesHref('flow')), /class="value">3<span class="value__unit">m³/);
  assert.match(await textOf(seriesHref('flow')), /the sender says l/);
  assert.match(await textOf(search('flow')), /3\u00a0m³/);
  assert.equal((await seriesAsJson('flow'))[0]!.unit, 'm³');
  await rename('');
  assert.equal((await seriesAsJson('flow'))[0]!.unit, 'l');
});

test('a unit outlives the server, and so does its removal', async () => {
  const afterRestart = () => createUnitStore(app.deps.state).unitOf('kept_unit');
  await app.send('kept_unit', 3);
  await ask(routes.seriesUnit.href(), { form: { key: 'kept_unit', unit: 'kg' } });
  assert.equal(afterRestart(), 'kg');
  await ask(routes.seriesUnit.href(), { form: { key: 'kept_unit', unit: ' ' } });
  assert.equal(afterRestart(), undefined);
});

test('a unit that was not committed is not shown', () => {
  const { state, units } = app.deps;
  assert.throws(() =>
    state.transactional.run(() => {
      units.rename('rolled_back', 'kg');
      throw new Error('not this one');
    }),
  );
  assert.equal(units.unitOf('rolled_back'), undefined);
});

test('deleting a series asks first, offers to undo, and undo brings it back with its readings', async () => {
  await app.send('mistake?room=attic', 1);
  const key = 'mistake{room="attic"}';
  assert.match(await textOf(routes.seriesRemoval.href({}, { key })), /Delete this series\?/);
  assert.equal((await ask(seriesHref(key))).status, 200, 'asking deletes nothing');
  const removed = await ask(routes.seriesRemoval.href(), { form: { key } });
  assert.equal(removed.headers.get('location'), routes.explore.href({}, { removed: key }));
  assert.equal((await ask(seriesHref(key))).status, 404);
  assert.deepEqual(await seriesAsJson('mistake'), []);
  const page = await textOf(removed.headers.get('location')!);
  assert.match(page, /Deleted <code>mistake/);
  assert.match(page, new RegExp(`action="${routes.seriesRestoration.href()}"`));
  const restored = await ask(routes.seriesRestoration.href(), { form: { key } });
  assert.deepEqual([restored.status, restored.headers.get('location')], [303, seriesHref(key)]);
  assert.equal((await seriesAsJson('mistake'))[0]!.value, 1);
});

test('after ten minutes a deleted series is gone', async () => {
  await app.send('too_late', 1);
  await ask(routes.seriesRemoval.href(), { form: { key: 'too_late' } });
  app.nowMs += 10 * 60_000 + 1;
  const late = await ask(routes.seriesRestoration.href(), { form: { key: 'too_late' }, accept: 'text/plain' });
  assert.deepEqual(
    [late.status, await late.text()],
    [410, 'too_late is gone: a series can be brought back for ten minutes only.\n'],
  );
});

test('a series that is not there is 404 everywhere, with a sentence', async () => {
  const tries: [path: string, request?: AppRequest][] = [
    [seriesHref('nothing')],
    [routes.seriesRemoval.href({}, { key: 'nothing' })],
    [routes.seriesRemoval.href(), { form: { key: 'nothing' } }],
    [routes.seriesUnit.href(), { form: { key: 'nothing', unit: 'x' } }],
  ];
  for (const [path, request] of tries) {
    const response = await ask(path, { ...request, accept: '*/*' });
    assert.equal(response.status, 404, path);
    assert.match(await response.text(), /^There is no series "nothing"\. It may have been deleted/);
  }
  assert.equal((await ask(routes.series.href(), { accept: 'text/plain' })).status, 404);
  assert.match(
    await textOf(routes.seriesLive.href({}, { key: 'nothing' }), { accept: 'text/event-stream' }),
    /event: gone/,
  );
});

test('who may only read sees series but changes none', async () => {
  await app.send('guarded', 1);
  const page = await textOf(seriesHref('guarded'), { as: 'read' });
  assert.doesNotMatch(page, /Delete this series|Shown behind the number/);
  const changes = [routes.seriesUnit.href(), routes.seriesRemoval.href(), routes.seriesRestoration.href()];
  for (const path of changes) {
    const form = { key: 'guarded', unit: 'x' };
    assert.equal((await ask(path, { as: 'read', form })).status, 403, path);
    assert.equal((await app.fetch(path, { form })).status, 401, path);
  }
  for (const path of [EXPLORE, seriesHref('guarded')])
    assert.equal((await app.fetch(path, { accept: 'application/json' })).status, 401, path);
});

test('in a terminal the table and a series are text; a program gets a series as JSON', async () => {
  await app.send('in_words?room=attic&unit=°C', 21.4);
  const told = async (path: string) => textOf(path, { as: 'read', accept: 'text/plain' });
  assert.match(
    await told(search('in_words')),
    /^Explore · “in_words” +[\d:]{8} \S+\n\nin_words\{room="attic"\} +21\.4 °C {2}1 s/,
  );
  assert.match(await told(search('no such')), /\n\nNo series has “no such” in its name or labels\.\n$/);
  const key = 'in_words{room="attic"}';
  assert.match(
    await told(seriesHref(key)),
    /^in_words\{room="attic"\} +[\d:]{8} \S+\n\nNow +21\.4 °C {2}1 s +[▁-█]\n\nLast hour\n/,
  );
  const json = await (await ask(seriesHref(key), { as: 'read', accept: 'application/json' })).json();
  assert.deepEqual(json, {
    ...{ key, metric: 'in_words', labels: { room: 'attic' }, unit: '°C' },
    ...{ createdMs: app.nowMs, atMs: app.nowMs, value: 21.4 },
  });
  assert.equal((await ask(seriesHref('gone'), { accept: 'application/json' })).status, 404);
});

test('the table is a stream at its own address, too', async () => {
  const events = await ask(EXPLORE, { accept: 'text/event-stream' });
  assert.match(events.headers.get('content-type') ?? '', /^text\/event-stream\b/);
  await events.body?.cancel();
});

test('nothing of this was a fault of the server', () => {
  assert.deepEqual(app.complaints, []);
});
