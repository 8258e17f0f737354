import assert from 'node:assert/strict';
import { test } from 'node:test';
import BetterSqlite3 from 'better-sqlite3';
import type { KeptEvent } from './kept/event.ts';
import { draft, openTempEvents, type TempEvents } from './testing/temp-events.ts';

const textsOf = (events: readonly KeptEvent[]) => events.map(({ message }) => message);

async function shown({ store }: TempEvents, topics?: readonly string[], limit = 1000): Promise<string[]> {
  return textsOf((await store.page({ topics, filter: {}, limit })).events);
}

async function log({ store }: TempEvents, seq = 0, topics?: readonly string[]): Promise<string[]> {
  return textsOf((await store.after({ topics, seq, limit: 1000 })).events);
}

test('keeps an event as it is, with an id of its own, and finds it by that', async t => {
  const temp = openTempEvents(t);
  const odd = draft('deploys', 'a "text"\nwith ä€😀 and \0', {
    title: 'T',
    priority: 5,
    tags: ['tada', 'prod'],
    click: 'https://example.org/',
    isMarkdown: true,
    actions: [{ label: 'Open', url: 'https://example.org/x' }],
    source: 'github',
  });
  const appended = await temp.store.append([odd]);
  assert.ok('events' in appended);
  const [event] = appended.events;
  assert.match(event!.id, /^[A-Za-z0-9]{12}$/);
  assert.deepEqual(event, { ...odd, seq: 1, id: event!.id, sequence: event!.id });
  await temp.reopen();
  assert.deepEqual((await temp.store.find(event!.id))!.event, event);
  assert.equal(await temp.store.find('AAAAAAAAAAAA'), undefined);
});

test('an answered event is in the file, whoever reads it', async t => {
  const temp = openTempEvents(t);
  await temp.send('deploys', 'shipped');
  const other = new BetterSqlite3(temp.path, { readonly: true });
  assert.deepEqual(other.prepare('select message from event').pluck().all(), ['shipped']);
  other.close();
});

test('events that come at once keep their order, each told before it is answered', async t => {
  const temp = openTempEvents(t);
  const subscription = temp.store.live.subscribe();
  await Promise.all(
    Array.from({ length: 200 }, async (_, i) => {
      const event = await temp.send(`t${i % 3}`, String(i));
      assert.ok(temp.store.live.head >= event.seq, 'told already');
    }),
  );
  temp.store.live.close();
  const told: KeptEvent[] = [];
  for await (const item of subscription) {
    assert.ok(item.kind === 'event');
    told.push(item.value);
  }
  assert.deepEqual(
    textsOf(told),
    Array.from({ length: 200 }, (_, i) => String(i)),
  );
  assert.deepEqual(await log(temp), textsOf(told));
  assert.deepEqual(
    told.map(({ seq }) => seq),
    told.map((_, i) => i + 1),
  );
});

test('a later event of the same sequence is shown in place of the earlier one, and both stay in the log', async t => {
  const temp = openTempEvents(t);
  await temp.send('backup', '10 %', { sequence: 'night' });
  await temp.send('other', 'x', { sequence: 'night' });
  const done = await temp.send('backup', 'done', { sequence: 'night' });
  assert.deepEqual(await shown(temp), ['done', 'x']);
  assert.deepEqual(await log(temp), ['10 %', 'x', 'done']);
  const found = await temp.store.find(done.id);
  assert.deepEqual(textsOf(found!.versions), ['done', '10 %']);
  await temp.send('backup', '', { sequence: 'night', kind: 'message_delete' });
  assert.deepEqual(await shown(temp), ['x']);
  assert.deepEqual(await log(temp, 0, ['backup']), ['10 %', 'done', '']);
});

test('a word that somebody has seen it takes nothing away', async t => {
  const temp = openTempEvents(t);
  await temp.send('backup', 'done', { sequence: 'night' });
  await temp.send('backup', '', { sequence: 'night', kind: 'message_clear' });
  assert.deepEqual(await shown(temp), ['done']);
});

test('events are found by topic, text, tag and priority, a page at a time', async t => {
  const temp = openTempEvents(t);
  for (let i = 0; i < 1203; i++)
    await temp.store.append([
      draft(i % 2 ? 'odd' : 'even', `n${i}`, { priority: i === 7 ? 5 : 3, tags: i % 100 ? [] : ['full'] }),
    ]);
  const page = async (more: object) => await temp.store.page({ topics: undefined, filter: {}, limit: 5, ...more });
  assert.deepEqual(textsOf((await page({ topics: ['odd'] })).events), ['n1201', 'n1199', 'n1197', 'n1195', 'n1193']);
  assert.deepEqual(textsOf((await page({ filter: { priorities: [5] } })).events), ['n7']);
  assert.deepEqual(textsOf((await page({ filter: { search: 'N120' } })).events), ['n1202', 'n1201', 'n1200', 'n120']);
  const first = await page({ filter: { tags: ['full'] } });
  assert.deepEqual([textsOf(first.events), first.isMore], [['n1200', 'n1100', 'n1000', 'n900', 'n800'], true]);
  const second = await page({ filter: { tags: ['full'] }, beforeSeq: first.events.at(-1)!.seq });
  assert.deepEqual(textsOf(second.events), ['n700', 'n600', 'n500', 'n400', 'n300']);
  const last = await page({ filter: { tags: ['full'] }, beforeSeq: second.events.at(-1)!.seq });
  assert.deepEqual([textsOf(last.events), last.isMore], [['n200', 'n100', 'n0'], false]);
});

test('over a bound the oldest go first, and who was before them is told up to where', async t => {
  const temp = openTempEvents(t, { eventsPerTopic: 3, events: 5, keepMs: 1000 });
  for (const text of ['a', 'b', 'c', 'd']) await temp.send('one', text);
  assert.deepEqual(await log(temp), ['b', 'c', 'd'], 'of a topic');
  for (const text of ['e', 'f', 'g']) await temp.send('two', text);
  assert.deepEqual(await log(temp), ['c', 'd', 'e', 'f', 'g'], 'of all');
  const slice = await temp.store.after({ topics: ['one'], seq: 1, limit: 10 });
  assert.deepEqual([textsOf(slice.events), slice.lostSeq], [['c', 'd'], 2]);
  assert.equal((await temp.store.after({ topics: ['two'], seq: 0, limit: 10 })).lostSeq, 0);
  await temp.send('two', 'late', { atMs: 1_002_000 });
  assert.deepEqual(await log(temp), ['late'], 'by age');
});

test('what is past its time goes when nobody sends any more, however much it is, with the last body of its webhook', async t => {
  const temp = openTempEvents(t, { keepMs: 1000 });
  const many = Array.from({ length: 999 }, (_, i) => draft('one', `${i}`));
  await temp.store.append(many, { topic: 'one', atMs: 1_000_000, headers: {}, body: '{}' });
  await temp.send('two', 'young', { atMs: 1_000_500 });
  temp.nowMs = 1_001_000;
  await temp.store.sweep();
  assert.equal((await log(temp)).length, 1000);
  temp.nowMs = 1_001_001;
  await temp.store.sweep();
  assert.deepEqual(await log(temp), ['young']);
  assert.equal(await temp.store.payload('one'), undefined);
});

test('smaller bounds after a restart are kept to by the next sweep, for topics that nobody sends to any more', async t => {
  const limits = { eventsPerTopic: 1000, bytes: 1_000_000 };
  const temp = openTempEvents(t, limits);
  await temp.store.append(Array.from({ length: 900 }, (_, i) => draft('one', `${i}`)));
  await temp.store.append(Array.from({ length: 900 }, (_, i) => draft('two', `${i} ${'x'.repeat(100)}`)));
  Object.assign(limits, { eventsPerTopic: 500 });
  await temp.reopen();
  await temp.store.sweep();
  assert.deepEqual([(await log(temp, 0, ['one'])).at(0), (await log(temp, 0, ['two'])).length], ['400', 500]);
  Object.assign(limits, { bytes: 30_000 });
  await temp.reopen();
  await temp.store.sweep();
  const left = await log(temp);
  assert.ok(left.length < 300 && left.at(-1)?.startsWith('899 '), `${left.length} left`);
});

test('one topic too many is refused with a sentence, until another one has run out', async t => {
  const temp = openTempEvents(t, { topics: 2, keepMs: 1000 });
  await temp.send('one', 'a');
  await temp.send('two', 'b');
  await assert.rejects(temp.send('three', 'c'), /^Error: There are 2 topics, which is the limit\. Send to one of them/);
  assert.deepEqual(await log(temp), ['a', 'b'], 'nothing else is lost');
  await temp.send('one', 'd', { atMs: 1_002_000 });
  await temp.send('three', 'c', { atMs: 1_002_000 });
  assert.deepEqual(await log(temp), ['d', 'c']);
});

test('a reader can begin at an id, a time, the newest one or all there is', async t => {
  const temp = openTempEvents(t);
  const one = await temp.send('a', 'one', { atMs: 1000 });
  await temp.send('b', 'two', { atMs: 2000 });
  await temp.send('a', 'three', { atMs: 3000 });
  const { store } = temp;
  const from = async (since: Parameters<typeof store.positionOf>[0], topics?: readonly string[]) =>
    await log(temp, await store.positionOf(since, topics), topics);
  assert.deepEqual(await from({ kind: 'id', id: one.id }), ['two', 'three']);
  assert.deepEqual(await from({ kind: 'id', id: 'unknown' }), ['one', 'two', 'three']);
  assert.deepEqual(await from({ kind: 'time', atMs: 2000 }), ['two', 'three']);
  assert.deepEqual(await from({ kind: 'time', atMs: 9000 }), []);
  assert.deepEqual(await from({ kind: 'latest' }, ['b']), ['two']);
  assert.deepEqual(await from({ kind: 'all' }, ['a']), ['one', 'three']);
});

test('topics come with their newest message, and the last body of a webhook is kept beside', async t => {
  const temp = openTempEvents(t);
  await temp.send('a', 'one');
  const payload = { topic: 'b', atMs: 5, headers: { 'x-github-event': 'push' }, body: '{"a":1}' };
  await temp.store.append([draft('b', 'two')], payload);
  const newest = await temp.store.newest(10);
  assert.deepEqual(
    newest.map(({ topic, events, newest }) => [topic, events, newest.message]),
    [
      ['b', 1, 'two'],
      ['a', 1, 'one'],
    ],
  );
  assert.deepEqual(await temp.store.payload('b'), payload);
  assert.equal(await temp.store.payload('a'), undefined);
});
