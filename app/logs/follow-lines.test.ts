import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type FollowedLines, type FollowLinesOptions, followLines } from './follow-lines.ts';
import type { LineWish } from './line-wish.ts';
import type { Logs } from './logs.ts';
import { line, openTempLogs } from './testing/temp-logs.ts';

const ALL: LineWish = { search: '', fields: [], levels: [], streams: [] };

function follow(logs: Logs, from: FollowLinesOptions['from'], wish: Partial<LineWish> = {}) {
  const stop = new AbortController();
  const followed = followLines(logs, { wish: { ...ALL, ...wish }, from, signal: stop.signal });
  const heard: FollowedLines[] = [];
  return {
    heard,
    texts: () => heard.flatMap(({ lines }) => lines.map(({ text }) => text)),
    async until(isSo: () => boolean) {
      while (!isSo()) heard.push((await followed.next()).value as FollowedLines);
    },
    async end() {
      stop.abort();
      assert.equal((await followed.next()).done, true);
    },
  };
}

test('begins with the newest lines by their time, in the order in which they came, and goes on', async t => {
  const { store } = openTempLogs(t);
  await store.append([5, 4, 9, 1, 8].map(second => line('app', `at ${second}`, { atMs: second * 1000 })));
  const following = follow(store, { last: 3 });
  await following.until(() => following.texts().length === 3);
  assert.deepEqual(following.texts(), ['at 5', 'at 9', 'at 8']);
  await store.append([line('app', 'late', { atMs: 1 })]);
  await following.until(() => following.texts().length === 4);
  assert.equal(following.texts().at(-1), 'late');
  await following.end();
  assert.equal(store.live.subscribers, 0);
});

test('tells of some streams, levels, fields and words only, from the file and live', async t => {
  const { store } = openTempLogs(t);
  const some = [
    line('a', 'order paid', { level: 'warn', fields: { host: 'boat' } }),
    line('b', 'order late', { level: 'warn', fields: { host: 'boat' } }),
    line('c', 'order paid', { level: 'warn', fields: { host: 'boat' } }),
    line('a', 'order info', { fields: { host: 'boat' } }),
    line('a', 'other words', { level: 'warn', fields: { host: 'boat' } }),
    line('a', 'order paid', { level: 'warn', fields: { host: 'shed' } }),
  ];
  const wish: LineWish = { search: 'order', fields: [['host', 'boat']], levels: ['warn'], streams: ['a', 'b'] };
  await store.append(some);
  const fromFile = follow(store, { after: 0 }, wish);
  const fromLast = follow(store, { last: 10 }, wish);
  for (const each of [fromFile, fromLast]) await each.until(() => each.texts().length === 2);
  await store.append([...some, line('b', 'order of the end', { level: 'warn', fields: { host: 'boat' } })]);
  for (const each of [fromFile, fromLast]) {
    await each.until(() => each.texts().at(-1) === 'order of the end');
    assert.deepEqual(each.texts(), ['order paid', 'order late', 'order paid', 'order late', 'order of the end']);
    await each.end();
  }
});

test('goes on after any line with each that follows, once, while others write without pause', async t => {
  const { store } = openTempLogs(t);
  await store.append([line('app', '1')]);
  const stop = new AbortController();
  let written = 1;
  const writing = (async () => {
    while (!stop.signal.aborted) await store.append([line('app', `${++written}`), line('other', 'x')]);
  })();
  const all: string[] = [];
  let cursor = 0;
  for (let round = 0; round < 30; round++) {
    const following = follow(store, { after: cursor }, { streams: ['app'] });
    await following.until(() => following.texts().length > round % 3);
    all.push(...following.texts());
    cursor = following.heard.at(-1)!.cursor;
    await following.end();
  }
  stop.abort();
  await writing;
  assert.deepEqual(
    all,
    Array.from({ length: all.length }, (_, i) => `${i + 1}`),
  );
});

test('who reads slowly reads on from the file, and misses nothing', async t => {
  const { store } = openTempLogs(t);
  const following = follow(store, { last: 0 });
  await following.until(() => following.heard.length === 2);
  const many = 9000; // more than twice of what is held in memory
  for (let from = 0; from < many; from += 500)
    await store.append(Array.from({ length: 500 }, (_, i) => line('app', `${from + i}`)));
  await following.until(() => following.texts().length === many);
  assert.deepEqual(
    following.texts(),
    Array.from({ length: many }, (_, i) => `${i}`),
  );
  assert.ok(following.heard.every(({ hasGap }) => !hasGap));
  await following.end();
});

test('lines that have run out, and a cursor of another file, are a gap', async t => {
  const dayMs = 24 * 60 * 60_000;
  const temp = openTempLogs(t, { keepMs: 7 * dayMs, now: () => 20 * dayMs, sweepEveryMs: 5 });
  const many = (text: string, day: number) =>
    Array.from({ length: 700 }, () => line('app', text, { atMs: day * dayMs }));
  await temp.store.append([...many('old', 3), ...many('young', 19)]);
  while ((await temp.store.after(ALL, 0)).lostSeq < 600);
  const behind = follow(temp.store, { after: 3 });
  await behind.until(() => behind.heard.length === 1);
  assert.equal(behind.heard[0]!.hasGap, true);
  assert.equal(behind.texts().at(-1), 'young');
  const ahead = follow(temp.store, { after: 5000 });
  await ahead.until(() => ahead.heard.length === 1);
  assert.deepEqual(ahead.heard[0], { lines: [], cursor: 1400, hasGap: true });
  await temp.store.append([line('app', 'new', { atMs: 19 * dayMs })]);
  await ahead.until(() => ahead.texts().length === 1);
  for (const each of [behind, ahead]) await each.end();
});
