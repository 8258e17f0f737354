import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { openRaw } from '../../http/testing/raw-client.ts';
import { routes } from '../../routes.ts';
import type { PanelDefinition } from '../definition.ts';
import { formIn } from './testing/form-in.ts';
import { openEditor } from './testing/open-editor.ts';
import { WHOLE_PANEL } from './testing/whole-panel.ts';

const { app, board, hrefOf, panelOf, open, send, sendPart, change } = await openEditor({ after });
const HTMX = { 'HX-Request': 'true' };

test('two who change different fields of a panel at once both have what they changed, and each undoes their own', async () => {
  const slug = await board();
  const form = formIn((await open(slug)).page);
  const theirs = formIn((await open(slug)).page);
  theirs.set('unit', 'W');
  const by = { as: 'admin', method: 'POST', body: theirs.toString() } as const;
  const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
  assert.equal((await app.fetch(hrefOf(slug), { ...by, headers, accept: 'text/html' })).status, 303);
  const { text } = await sendPart(slug, form, { title: 'Mine' });
  assert.match(text, /Saved/);
  assert.match(text, /name="unit"[^>]*value="W"/);
  assert.deepEqual(panelOf(slug), { ...WHOLE_PANEL, title: 'Mine', unit: 'W' });
  // What was on its way before the page heard of the other one takes nothing back.
  await sendPart(slug, form, { title: 'Mine, too' });
  assert.deepEqual(panelOf(slug), { ...WHOLE_PANEL, title: 'Mine, too', unit: 'W' });
  const owner = app.deps.auth.owner()!.name;
  const versions = app.deps.dashboards.versions.list(slug);
  assert.deepEqual(versions.map(({ by }) => by).slice(0, 2), [owner, 'admin of a test']);
  await app.fetch(routes.dashboardEdit.href({ slug }), { as: 'owner', form: { act: 'undo' } });
  assert.deepEqual(panelOf(slug), { ...WHOLE_PANEL, unit: 'W' });
});

test('only a field that both changed asks which one it shall be, and keeps the rest with the answer', async () => {
  for (const [act, title] of [
    ['mine title', 'Mine'],
    ['theirs title', 'Theirs'],
  ] as const) {
    const slug = await board();
    const form = formIn((await open(slug)).page);
    await change(slug, panel => ({ ...panel, title: 'Theirs', noValue: 'away' }) as PanelDefinition);
    const refused = await send(slug, form, { title: 'Mine', unit: 'W' });
    assert.equal(refused.status, 409);
    assert.match(refused.text, /somebody else has changed the same meanwhile/);
    assert.match(refused.text, /<b>Title<\/b>[\s\S]*<code>Mine<\/code>[\s\S]*<code>Theirs<\/code>/);
    assert.doesNotMatch(refused.text, /<b>(Unit|No value)<\/b>/);
    assert.equal(panelOf(slug)?.title, 'Theirs');
    assert.equal((await send(slug, formIn(refused.text), { act })).status, 303);
    assert.deepEqual(panelOf(slug), { ...WHOLE_PANEL, title, unit: 'W', noValue: 'away' });
  }
});

test('who has answered is asked again when the others change it once more', async () => {
  const slug = await board();
  const form = formIn((await open(slug)).page);
  await change(slug, panel => ({ ...panel, title: 'Theirs', unit: 'V' }) as PanelDefinition);
  const refused = await send(slug, form, { title: 'Mine', unit: 'W' });
  const again = await send(slug, formIn(refused.text), { act: 'mine title' });
  assert.equal(again.status, 409);
  assert.doesNotMatch(again.text, /<b>Title<\/b>/);
  await change(slug, panel => ({ ...panel, title: 'Theirs, too' }));
  const anew = await send(slug, formIn(again.text), { act: 'theirs unit' });
  assert.match(anew.text, /<code>Theirs, too<\/code>/);
  assert.equal((await send(slug, formIn(anew.text), { act: 'mine title' })).status, 303);
  assert.deepEqual(panelOf(slug), { ...WHOLE_PANEL, title: 'Mine', unit: 'V' });
});

test('a panel that was moved meanwhile stays where it was moved to', async () => {
  const slug = await board();
  const form = formIn((await open(slug)).page);
  await change(slug, panel => ({ ...panel, w: 20, h: 9 }) as PanelDefinition);
  assert.equal((await send(slug, form, { title: 'Mine' })).status, 303);
  const { title, w, h } = panelOf(slug)!;
  assert.deepEqual([title, w, h], ['Mine', 20, 9]);
});

test('a panel that was deleted meanwhile can be put back with all that was typed', async () => {
  const slug = await board();
  const form = formIn((await open(slug)).page);
  await change(slug, () => undefined);
  const refused = await send(slug, form, { title: 'Mine' });
  assert.equal(refused.status, 409);
  assert.match(refused.text, /taken this panel off the dashboard/);
  assert.equal(panelOf(slug), undefined);
  assert.equal((await open(slug)).status, 404);
  assert.equal((await send(slug, formIn(refused.text), { act: 'restore' })).status, 303);
  const { w, h, ...now } = panelOf(slug)!;
  const { w: _w, h: _h, ...before } = WHOLE_PANEL;
  assert.deepEqual(now, { ...before, title: 'Mine' });
});

test('a page that sends its next change before it heard of its last one is nobody else', async () => {
  const slug = await board();
  const form = formIn((await open(slug)).page);
  await sendPart(slug, form, { title: 'First' });
  const { text } = await sendPart(slug, form, { title: 'Second' });
  assert.match(text, /Saved/);
  assert.equal(panelOf(slug)?.title, 'Second');
});

test('what was on its way when a row was taken away does not bring it back', async () => {
  const slug = await board();
  const form = formIn((await open(slug)).page);
  await sendPart(slug, new URLSearchParams(form), { act: 'remove mappings 0' });
  const late = await sendPart(slug, form, { title: 'Late' });
  assert.equal(late.status, 204);
  assert.equal((panelOf(slug) as { mappings?: unknown[] }).mappings?.length, 3);
});

test('Done keeps what was typed and leads to the dashboard, for pages with and without script', async () => {
  const slug = await board();
  const form = formIn((await open(slug)).page);
  const plain = await send(slug, form, { title: 'One', act: 'done' });
  assert.deepEqual([plain.status, plain.location], [303, `/d/${slug}?range=5m#panel-cpu`]);
  const { status, response } = await sendPart(slug, form, { title: 'Two', act: 'done' });
  assert.deepEqual([status, response.headers.get('hx-redirect')], [200, `/d/${slug}?range=5m#panel-cpu`]);
  assert.equal(panelOf(slug)?.title, 'Two');
  const refused = await sendPart(slug, form, { decimals: 'x', act: 'done' });
  assert.equal(refused.response.headers.get('hx-redirect'), null);
});

test('a change brings the panel as it is now along, and a stream keeps it moving', async () => {
  const slug = await board({ kind: 'stat', id: 'cpu', title: 'Now', queries: [{ expr: 'humidity' }], w: 6, h: 4 });
  const { page } = await open(slug);
  assert.match(page, /id="edit-preview"[\s\S]*id="panel-cpu"/);
  assert.match(page, /id="edit-series"[\s\S]*<table/);
  assert.match(page, /hx-sse:connect="\/d\/[^"]*\/panels\/cpu\/edit\/live\?range=5m&amp;cursor=/);
  const { text } = await sendPart(slug, formIn(page), { title: 'Soon' });
  assert.match(text, /<hx-partial hx-target="#edit-preview"[\s\S]*Soon/);
});

test('the stream of a panel ends when somebody changes it, and not for another one', async () => {
  const slug = await board({ kind: 'stat', id: 'cpu', title: 'Now', queries: [{ expr: 'humidity' }], w: 6, h: 4 });
  const { page } = await open(slug);
  const href = /hx-sse:connect="([^"]+)"/.exec(page)![1]!.replaceAll('&amp;', '&');
  const origin = await app.listen();
  using client = openRaw(origin, href, [`Cookie: ${app.headersOf('owner').Cookie}`]);
  await client.events(events => events.length > 0);
  await change(slug, other => ({ ...other, title: 'Else' }), 'other');
  await app.send('humidity', 77);
  const moved = await client.events(events => events.some(({ data }) => data.includes('77')));
  assert.ok(moved.every(({ event }) => event !== 'restart'));
  await change(slug, panel => ({ ...panel, title: 'Theirs' }));
  await client.allEvents();
});

test('choices are the names that are there', async () => {
  const choices = async (query: Record<string, string>) => {
    const href = routes.panelChoices.href({ slug: await board() }, query);
    const text = await (await app.fetch(href, { as: 'owner', accept: 'text/html', headers: HTMX })).text();
    return [...text.matchAll(/<option value="([^"]*)"/g)].map(([, value]) => value);
  };
  const metric = 'queries.0.metric';
  assert.deepEqual(await choices({ what: 'metric', field: metric, [metric]: 'umid' }), ['humidity']);
  const value = 'queries.0.where.1.value';
  const about = { [metric]: 'humidity', 'queries.0.where.1.label': 'room' };
  assert.deepEqual(await choices({ what: 'value', field: value, [value]: 'AT', ...about }), ['attic']);
  assert.deepEqual(await choices({ what: 'value', field: value, [value]: 'zz', ...about }), []);
});

test('who may only read changes nothing', async () => {
  const slug = await board();
  for (const as of ['read', 'ingest'] as const) {
    assert.equal((await app.fetch(hrefOf(slug), { as, accept: 'text/html' })).status, 403);
    assert.equal((await app.fetch(hrefOf(slug), { as, form: { title: 'x' } })).status, 403);
  }
  assert.deepEqual(panelOf(slug), WHOLE_PANEL);
});

test('texts are texts, whatever is in them', async () => {
  const title = '<script>alert(1)</script>';
  const slug = await board({
    kind: 'stat',
    id: 'cpu',
    title,
    queries: [{ expr: 'x{a="<script>alert(2)</script>"}' }],
    w: 6,
    h: 4,
  });
  assert.doesNotMatch((await open(slug)).page, /<script>alert/);
});

test('nothing of this was a fault of the server', () => assert.deepEqual(app.complaints, []));
