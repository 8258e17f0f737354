import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { unzipSync } from 'fflate';
import { openRaw } from '../../http/testing/raw-client.ts';
import { routes } from '../../routes.ts';
import { openApp } from '../../testing/open-app.ts';
import type { PanelDefinition } from '../definition.ts';

const app = await openApp({ after });
const origin = await app.listen();

const line = (id: string, expr: string): PanelDefinition => {
  return { kind: 'line', id, title: `Panel <${id}>`, w: 6, h: 4, queries: [{ expr }] };
};
const { state, dashboards } = app.deps;
const make = (slug: string, panels: PanelDefinition[]) =>
  state.transactional.batch(() => dashboards.create({ title: `Board ${slug}`, panels }, slug));

await make('alone', [line('one', 'alone_one'), line('two', 'alone_two')]);
for (let second = 0; second < 70; second++) {
  app.nowMs += 1000;
  await app.send('alone_one?room=attic&unit=°C', second);
}
const ONE = { slug: 'alone', id: 'one' };

test('a panel has a page with what it shows as a table, the newest first, and links to all its forms', async () => {
  const href = routes.panel.href(ONE, { range: '15m' });
  const page = await (await app.fetch(href, { as: 'owner', accept: 'text/html' })).text();
  assert.match(page, /<title>Panel &lt;one&gt; · Telltale<\/title>/);
  assert.match(page, /id="panel-one"/);
  assert.doesNotMatch(page, /panel-two/);
  assert.match(page, /<caption class="unseen">Panel &lt;one&gt;<\/caption>.*<th[^>]*>.*time.*alone_one/);
  assert.match(page, /<tbody>.*?:01:10.*?69\.0.°C.*?:01:05.*?66\.0.°C/);
  for (const route of [routes.panelSvg, routes.panelPng, routes.panelCsv, routes.panelJson, routes.panelText])
    assert.ok(page.includes(`href="${route.href(ONE, { range: '15m' })}"`), route.pattern);
  assert.ok(page.includes(`href="${routes.panelExplanation.href(ONE, { range: '15m' })}"`));
  assert.ok(page.includes(`href="${routes.dashboard.href({ slug: 'alone' }, { range: '15m' })}"`));
});

test('a table that would be too long says so, and the file has it all', async () => {
  const page = await (await app.fetch(routes.panel.href(ONE), { as: 'owner', accept: 'text/html' })).text();
  assert.match(page, /the newest 60 of 70 rows; the CSV has them all/);
  assert.equal(page.match(/<tr/g)!.length, 61);
  const csv = await (await app.fetch(routes.panelCsv.href(ONE), { as: 'read' })).text();
  assert.equal(csv.split('\r\n').length, 72);
});

test('the titles on a dashboard lead to the pages of its panels, in the same range', async () => {
  const href = routes.dashboard.href({ slug: 'alone' }, { range: '1h' });
  const page = await (await app.fetch(href, { as: 'owner', accept: 'text/html' })).text();
  assert.match(page, /id="panel-one-title"><a href="\/d\/alone\/panels\/one\?range=1h">/);
});

test('the page moves: its stream brings the panel and the table, and ends when the dashboard changes', async () => {
  await make('moving', [line('one', 'moving_one')]);
  const path = routes.panel.href({ slug: 'moving', id: 'one' });
  const page = await (await app.fetch(path, { as: 'owner' })).text();
  const href = /hx-sse:connect="([^"]+)"/.exec(page)![1]!.replaceAll('&amp;', '&');
  using client = openRaw(origin, href, [`Cookie: ${app.headersOf('owner').Cookie}`]);
  await client.events(events => events.length > 0);
  await app.send('moving_one', 7);
  const events = await client.events(all => all.some(({ event }) => event === 'message'));
  const { data } = events.find(({ event }) => event === 'message')!;
  assert.match(data, /hx-target="#panel-one"/);
  assert.match(data, /hx-target="#panel-data"/);
  await state.transactional.batch(() => dashboards.remove('moving'));
  await client.closed;
});

test('the same address is JSON for a program and text for a terminal', async () => {
  const json = await app.fetch(routes.panel.href(ONE), { as: 'read', accept: 'application/json' });
  assert.deepEqual(((await json.json()) as { id: string }).id, 'one');
  const text = await app.fetch(routes.panel.href(ONE), { as: 'read', accept: 'text/plain' });
  assert.match(
    await text.text(),
    /^Board alone · Last 5 minutes +\d\d:\d\d:\d\d \S+\n\nPanel <one>\n80 °C┤.*\n━ alone_one +69 °C/s,
  );
});

test('a panel that is not there is 404, and its stream ends for good with a reason', async () => {
  const gone = { slug: 'alone', id: 'gone' };
  assert.equal((await app.fetch(routes.panel.href(gone), { as: 'owner' })).status, 404);
  const stream = await (await app.fetch(routes.panelLive.href(gone), { as: 'owner' })).text();
  assert.match(stream, /event: gone\ndata: \{"reason":"The dashboard \\"alone\\" has no panel/);
});

test('a zip has the table of each panel that shows data, each as its own file has it', async () => {
  await make('zipped', [
    line('one', 'alone_one'),
    { kind: 'table', id: 'rows', title: 'Rows', w: 6, h: 4, queries: [{ expr: 'alone_one' }] },
    { kind: 'log', id: 'door', title: 'Door', w: 6, h: 4, stream: 'door' },
  ]);
  const response = await app.fetch(routes.dashboardZip.href({ slug: 'zipped' }), { as: 'read' });
  assert.equal(response.headers.get('content-type'), 'application/zip');
  assert.equal(response.headers.get('content-disposition'), 'attachment; filename="zipped.zip"');
  const files = unzipSync(new Uint8Array(await response.arrayBuffer()));
  assert.deepEqual(Object.keys(files), ['one.csv', 'rows.csv', 'door.csv']);
  for (const [name, bytes] of Object.entries(files)) {
    const own = routes.panelCsv.href({ slug: 'zipped', id: name.replace('.csv', '') });
    assert.equal(Buffer.from(bytes).toString(), await (await app.fetch(own, { as: 'read' })).text(), name);
  }
});

test('who leaves a zip half read leaves nothing running', async () => {
  const panels = Array.from({ length: 20 }, (_, at) => line(`p${at}`, 'alone_one'));
  await make('large', panels);
  const before = app.deps.history.live.subscribers;
  const response = await app.fetch(routes.dashboardZip.href({ slug: 'large' }), { as: 'read' });
  const reader = response.body!.getReader();
  await reader.read();
  await reader.cancel();
  assert.equal(app.deps.history.live.subscribers, before);
});

test('a dashboard as a text file is what a terminal is shown, without colours', async () => {
  const file = await app.fetch(routes.dashboardText.href({ slug: 'alone' }), { as: 'read' });
  const shown = await app.fetch(routes.dashboard.href({ slug: 'alone' }), { as: 'read', accept: 'text/plain' });
  assert.equal(file.headers.get('content-type'), 'text/plain; charset=utf-8');
  assert.equal(await file.text(), await shown.text());
});

test('nothing of this was a fault of the server', () => {
  assert.deepEqual(app.complaints, []);
});
