import assert from 'node:assert/strict';
import { test } from 'node:test';
import { draft, openTempEvents, type TempEvents } from '../testing/temp-events.ts';
import type { FollowOptions } from './follow.ts';
import { follow } from './follow.ts';

const never = new AbortController().signal;
const all: FollowOptions = { topics: undefined, since: { kind: 'all' }, signal: never };

async function sendMany({ store }: TempEvents, count: number, from = 0): Promise<void> {
  const drafts = Array.from({ length: count }, (_, i) => draft('a', String(from + i)));
  for (let i = 0; i < count; i += 200) await store.append(drafts.slice(i, i + 200));
}

test('who reads slowly reads on from the file when memory has gone on, without gap or repeat', async t => {
  const temp = openTempEvents(t);
  const leaving = new AbortController();
  const heard: string[] = [];
  await sendMany(temp, 1);
  for await (const item of follow(temp.store, { ...all, signal: leaving.signal })) {
    assert.ok(item.kind === 'events');
    heard.push(...item.events.map(({ message }) => message));
    // More than memory holds, while this reader is busy: with the file, and then with what comes.
    if (heard.length === 1) await sendMany(temp, 3000, 1);
    if (heard.length === 3001) void sendMany(temp, 1, 3001);
    if (heard.length === 3002) await sendMany(temp, 3000, 3002);
    if (heard.length === 6002) leaving.abort();
  }
  assert.deepEqual(
    heard,
    Array.from({ length: 6002 }, (_, i) => String(i)),
  );
});

test('who comes back after what it had not read ran out is told so, once, and goes on', async t => {
  const temp = openTempEvents(t, { eventsPerTopic: 5 });
  const first = await temp.send('a', 'first');
  await sendMany(temp, 10);
  const heard: string[] = [];
  for await (const item of follow(temp.store, { ...all, since: { kind: 'id', id: first.id }, isPoll: true }))
    heard.push(...(item.kind === 'events' ? item.events.map(({ message }) => message) : ['gap']));
  assert.deepEqual(heard, ['gap', '5', '6', '7', '8', '9']);
  const fromStart: string[] = [];
  for await (const item of follow(temp.store, { ...all, isPoll: true })) fromStart.push(item.kind);
  assert.deepEqual(fromStart, ['events'], 'who asks for all there is has missed nothing');
});

test('a reader that is aborted ends, and leaves no subscriber behind', async t => {
  const temp = openTempEvents(t);
  const leaving = new AbortController();
  const reader = follow(temp.store, { ...all, signal: leaving.signal });
  const next = reader.next();
  await temp.send('a', 'one');
  await next;
  const waiting = reader.next();
  leaving.abort();
  assert.equal((await waiting).done, true);
  assert.equal(temp.store.live.subscribers, 0);
});

test('the end of the store ends its readers', async t => {
  const temp = openTempEvents(t);
  await temp.send('a', 'one');
  const reader = follow(temp.store, all);
  await reader.next();
  const waiting = reader.next();
  await temp.store.close();
  assert.equal((await waiting).done, true);
});
