import assert from 'node:assert/strict';
import { test } from 'node:test';
import { routes } from '../routes.ts';
import { type OpenApp, openApp } from '../testing/open-app.ts';
import { readHtml } from '../testing/read-html.ts';
import type { EventDraft } from './kept/event.ts';
import { readLines } from './testing/read-lines.ts';
import { draft } from './testing/temp-events.ts';

const HTML = 'text/html';

async function publish(app: OpenApp, topic: string, message: string, more: Partial<EventDraft> = {}): Promise<string> {
  const appended = await app.deps.events.append([draft(topic, message, { atMs: app.nowMs, ...more })]);
  assert.ok('events' in appended);
  return appended.events[0]!.id;
}

async function page(app: OpenApp, query = {}): Promise<string> {
  const response = await app.fetch(routes.events.href({}, query), { as: 'owner', accept: HTML });
  assert.equal(response.status, 200);
  const html = await response.text();
  return readHtml(html.replace(/<!doctype html>/, '')).text;
}

test('the page shows the newest event of each sequence, loud ones by shape and word', async t => {
  const app = await openApp(t);
  assert.match(await page(app), /No event yet\. The line below sends one\./);
  await publish(app, 'backup', '40 %', { sequence: 'night' });
  await publish(app, 'backup', 'done', { sequence: 'night', tags: ['floppy_disk', 'nightly'] });
  await publish(app, 'alerts', 'It burns', { title: 'Kiln', priority: 5 });
  const text = await page(app);
  assert.match(text, /Kiln.*max priority.*It burns.*done.*#nightly/s);
  assert.doesNotMatch(text, /40 %/);
  assert.match(text, /curl -d "shipped" 'localhost\/event\/deploys\?k=w_/, 'the line to paste');
});

test('what a sender writes is text on the page, and no address of its can do anything here', async t => {
  const app = await openApp(t);
  const bad = '<img src=x onerror=alert(1)>"\'';
  await publish(app, 'a', bad, { title: bad, tags: [bad, 'tada'], click: 'https://example.org/"><script>' });
  const html = await (await app.fetch(routes.events.href(), { as: 'owner', accept: HTML })).text();
  assert.doesNotMatch(html, /<img|<script>/);
  assert.match(html, /rel="noopener noreferrer nofollow"/);
  assert.match(html, /aria-label="tada"/);
});

test('events are narrowed by topic, tag, priority and words, in every form of the page', async t => {
  const app = await openApp(t);
  await publish(app, 'a', 'first', { tags: ['x'] });
  await publish(app, 'b', 'second', { priority: 4 });
  await publish(app, 'b', 'third', { tags: ['x'], priority: 2 });
  const json = async (query: object) => {
    const response = await app.fetch(routes.events.href({}, { ...query }), { as: 'read', accept: 'application/json' });
    return ((await response.json()) as { events: { message: string }[] }).events.map(({ message }) => message);
  };
  assert.deepEqual(await json({}), ['third', 'second', 'first']);
  assert.deepEqual(await json({ topic: 'b' }), ['third', 'second']);
  assert.deepEqual(await json({ tag: 'x' }), ['third', 'first']);
  assert.deepEqual(await json({ p: 3 }), ['second', 'first']);
  assert.deepEqual(await json({ q: 'IR' }), ['third', 'first']);
  assert.deepEqual(await json({ q: 'nothing' }), []);
  const text = await (
    await app.fetch(routes.events.href({}, { topic: 'b' }), { as: 'read', accept: 'text/plain' })
  ).text();
  assert.match(text, /\[low\] b {2}third\n.*\[high\] b {2}second\n/);
  assert.match(await page(app, { q: 'nothing' }), /No event is like that\./);
});

test('older events are a page further, which says so', async t => {
  const app = await openApp(t);
  for (let i = 0; i < 105; i += 1) await publish(app, 'a', `n${i}`);
  const html = await (await app.fetch(routes.events.href(), { as: 'owner', accept: HTML })).text();
  const href = /href="([^"]*before=\d+)">\s*Older/.exec(html)![1]!;
  const older = readHtml(
    (await (await app.fetch(href, { as: 'owner', accept: HTML })).text()).replace(/<!doctype html>/, ''),
  );
  assert.match(older.text, /n4.*n3.*n2.*n1.*n0/s);
  assert.doesNotMatch(older.text, /n5\b/);
});

test('an open page moves by itself: new events come, replaced and deleted ones go', async t => {
  const app = await openApp(t);
  const origin = await app.listen();
  await publish(app, 'a', 'one', { sequence: 's' });
  const response = await fetch(origin + routes.eventsLive.href({}, { topic: 'a' }), {
    headers: { ...app.headersOf('read'), Accept: 'text/event-stream' },
  });
  const lines = readLines(response);
  const until = async (pattern: RegExp) => {
    for (let line = ''; !pattern.test(line); ) line = (await lines.next()) ?? assert.fail('ended');
  };
  await until(/data: .*>one</);
  await publish(app, 'b', 'elsewhere');
  await publish(app, 'a', 'two', { sequence: 's' });
  await until(/event-rows(?!.*>one<).*>two</);
  await publish(app, 'a', '', { sequence: 's', kind: 'message_delete' });
  await until(/No event is like that/);
  await lines.close();
});

test('an event has an address that stays, and says when it was replaced', async t => {
  const app = await openApp(t);
  const id = await publish(app, 'backup', '40 %', { sequence: 'night' });
  const href = routes.eventShown.href({ id });
  assert.match(await (await app.fetch(href, { as: 'read', accept: 'text/plain' })).text(), /40 %.*as it stands/s);
  await publish(app, 'backup', 'done', { sequence: 'night' });
  const html = await (await app.fetch(href, { as: 'owner', accept: HTML })).text();
  assert.match(readHtml(html.replace(/<!doctype html>/, '')).text, /replaced since.*40 %.*done/s);
  assert.equal(
    ((await (await app.fetch(href, { as: 'read', accept: 'application/json' })).json()) as { id: string }).id,
    id,
  );
  assert.equal((await app.fetch(routes.eventShown.href({ id: 'none' }), { as: 'read' })).status, 404);
});

test('every open page is told of new events, at once of the first and then of the loudest once a second', async t => {
  const app = await openApp(t);
  const origin = await app.listen();
  const headers = { ...app.headersOf('read'), Accept: 'text/event-stream' };
  const home = readLines(await fetch(origin + routes.homeLive.href(), { headers }));
  const tab = readLines(await fetch(origin + routes.eventNotices.href(), { headers }));
  const next = async (lines: typeof home) => {
    for (;;) {
      if ((await lines.next()) !== 'event: notice') continue;
      return JSON.parse((await lines.next())!.slice('data: '.length));
    }
  };
  const [first, same] = [next(home), next(tab)];
  const id = await publish(app, 'a', 'one', { title: 'T' });
  const { topic, title, message, priority, count, href } = await first;
  assert.deepEqual([topic, title, message, priority, count], ['a', 'T', 'one', 3, 1]);
  assert.equal(href, routes.eventShown.href({ id }));
  assert.deepEqual((await same).id, id);
  await publish(app, 'a', 'loud', { priority: 5 });
  await publish(app, 'a', 'quiet', { priority: 1 });
  const { message: loudest, count: together } = await next(home);
  assert.deepEqual([loudest, together], ['loud', 2]);
  await home.close();
  await tab.close();
});
