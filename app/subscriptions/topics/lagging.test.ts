import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openTempImages, START_MS } from '../../images/testing/temp-images.ts';
import { type OpenApp, openApp } from '../../testing/open-app.ts';
import type { Told, TopicSources } from '../topic.ts';
import { images } from './images.ts';
import { log } from './log.ts';
import { promql } from './promql.ts';
import { readings } from './readings.ts';

function sourcesOf({ deps }: OpenApp): TopicSources {
  return { ...deps, promql: deps.promqlLive };
}

async function next(told: AsyncGenerator<Told>): Promise<Told> {
  const { value } = await told.next();
  assert.ok(value);
  return value;
}

async function appendLines(app: OpenApp, from: number, count: number): Promise<void> {
  const line = (n: number) => ({
    stream: 'door',
    text: `${from + n}`,
    level: 'info' as const,
    fields: {},
    atMs: app.nowMs,
  });
  await app.deps.logs.append(Array.from({ length: count }, (_, n) => line(n)));
}

test('a query that is not asked for the next message for a while says the newest then, once', async t => {
  const app = await openApp(t);
  const ending = new AbortController();
  await app.send('level', 0);
  const told = promql.follow({ query: 'level', range: 10, step: 1 }, sourcesOf(app), ending.signal);
  assert.equal((await next(told)).type, 'snapshot');
  const onChange = { changes: 0 };
  const beside = await app.deps.promqlLive.open(
    'level',
    { stepMs: 1000, rangeMs: 10_000 },
    {
      onChange: () => onChange.changes++,
      onLost: reason => assert.fail(String(reason)),
    },
  );
  for (let value = 1; value <= 3; value++) {
    const before: number = onChange.changes;
    app.nowMs += 1000;
    await app.send('level', value);
    while (onChange.changes === before) await app.deps.history.stats();
  }
  beside.close();
  const { type, fromStep, steps, lines } = (await next(told)) as Told & {
    fromStep: number;
    steps: number;
    lines: { values: number[] }[];
  };
  assert.equal(type, 'change');
  assert.deepEqual(lines[0]!.values.slice(-3), [1, 2, 3]);
  assert.equal(lines[0]!.values.length, steps - fromStep);
  ending.abort();
  assert.equal((await told.next()).done, true);
});

test('the lines of a log are read on from the file by who lags, and those that are too many are a gap', async t => {
  const app = await openApp(t);
  const ending = new AbortController();
  const told = log.follow({ stream: 'door', last: 0 }, sourcesOf(app), ending.signal);
  const before = await next(told);
  await appendLines(app, 1, 1);
  assert.equal(((await next(told)).line as { text: string }).text, '1');
  for (let from = 2; from < 6002; from += 500) await appendLines(app, from, 500); // more than are held in memory
  const types = [(await next(told)).type, (await next(told)).type];
  assert.deepEqual(types, ['gap', 'change']);
  let text = '';
  while (text !== '6001') ({ text } = (await next(told)).line as { text: string });
  await appendLines(app, 6002, 1);
  const { cursor } = await next(told);
  ending.abort();

  const again = log.follow(
    { stream: 'door', last: 0, after: Number(cursor) - 2 },
    sourcesOf(app),
    new AbortController().signal,
  );
  assert.deepEqual(
    [(await next(again)).line, (await next(again)).line].map(line => (line as { text: string }).text),
    ['6001', '6002'],
    'what follows the cursor, without a snapshot',
  );
  assert.ok(before.cursor === 0);
  await again.return(undefined);
});

test('readings that are missed are said to be, and the newest of each series follow', async t => {
  const app = await openApp(t);
  const ending = new AbortController();
  const told = readings.follow({ series: 'level' }, sourcesOf(app), ending.signal);
  assert.deepEqual((await next(told)).series, []);
  const begun = told.next();
  await app.send('level', 0);
  assert.equal((await begun).value?.type, 'change');
  for (let value = 1; value <= 300; value++) {
    app.nowMs++;
    await app.send('level', value);
  }
  const gap = await next(told);
  assert.deepEqual([gap.type, Number(gap.missedCommits) > 100], ['gap', true]);
  const { type, series } = (await next(told)) as Told & { series: { value: number }[] };
  assert.deepEqual([type, series[0]!.value], ['snapshot', 300]);
  app.nowMs++;
  await app.send('level', 301);
  assert.deepEqual((await next(told)).readings, [{ series: 'level', atMs: app.nowMs, value: 301 }]);
  ending.abort();
});

test('who lags behind the changes of images is told how they are now, once', async t => {
  const app = await openApp(t);
  const many = 1100; // more than are held in memory
  const temp = await openTempImages(t, { maxPictures: 2 * many });
  const ending = new AbortController();
  const told = images.follow({ name: 'door' }, { ...sourcesOf(app), images: temp.store }, ending.signal);
  assert.deepEqual((await next(told)).images, []);
  const begun = told.next();
  await temp.keep('door', 0);
  assert.equal((await begun).value?.type, 'change');
  for (let at = 1; at <= many; at++) await temp.keep('door', at % 256, { atMs: START_MS + at, sizeBytes: 8 });
  const { type, images: now } = (await next(told)) as Told & { images: { newest: { atMs: number } }[] };
  assert.deepEqual([type, now.length, now[0]!.newest.atMs], ['snapshot', 1, START_MS + many]);
  await temp.store.remove('door');
  // It is forgotten piece by piece.
  let change = await next(told);
  while (change.removed === undefined) change = await next(told);
  assert.equal(change.removed, 'door');
  ending.abort();
});
