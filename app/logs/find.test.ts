import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRandom } from '../testing/random.ts';
import { createLineFilter } from './create-line-filter.ts';
import { type KeptLine, LEVELS } from './log-line.ts';
import type { LogQuery } from './log-query.ts';
import { newestFirst } from './read-newest.ts';
import { line, openTempLogs } from './testing/temp-logs.ts';

const NOW_MS = Date.UTC(2026, 10, 22, 14);
const ALL: LogQuery = {
  ...{ search: '', fields: [], stream: undefined, levels: LEVELS, limit: 100 },
  ...{ fromMs: 0, toMs: NOW_MS * 2 },
};

test('finds what a plain look at every line finds, counts it alike, whatever is asked', async t => {
  const random = createRandom(20261128);
  const { store } = openTempLogs(t);
  const words = [
    'order',
    'Paid',
    'naïve ÄÖ',
    'time=out',
    'x',
    '日本語テキスト',
    '"quoted"',
    'event loop',
    "it's",
    '10.0.4.21',
  ];
  const kept: KeptLine[] = [];
  for (let batch = 0; batch < 40; batch++) {
    const lines = Array.from({ length: 1 + random(60) }, () =>
      line(`s${random(3)}`, Array.from({ length: 1 + random(5) }, () => words[random(words.length)]).join(' '), {
        // By and large in order, as senders are.
        atMs: NOW_MS + batch * 1000 + random(30_000) - 15_000,
        level: LEVELS[random(4)]!,
        fields: random(2) === 0 ? {} : { n: String(random(20)), user: words[random(3)]! },
      }),
    );
    const first = kept.length + 1;
    await store.append(lines);
    kept.push(...lines.map((each, i) => ({ ...each, seq: first + i })));
  }
  const searches = [
    '',
    'order',
    'ORDER paid',
    '"event loop"',
    'order -paid',
    'x or 日本語',
    'ne',
    'n=7',
    '-order',
    'nothing',
    'äö',
  ];
  for (let round = 0; round < 150; round++) {
    const from = NOW_MS + random(40_000) - 10_000;
    const query: LogQuery = {
      search: searches[random(searches.length)]!,
      fields: random(4) === 0 ? [['n', String(random(20))]] : [],
      stream: random(3) === 0 ? `s${random(4)}` : undefined,
      levels: LEVELS.filter(() => random(2) === 0),
      fromMs: from - (from % 10_000),
      toMs: from - (from % 10_000) + 10_000 * (1 + random(4)),
      before: random(3) === 0 ? kept[random(kept.length)] : undefined,
      limit: 1 + random(120),
    };
    // Without counting a search ends as soon as nothing newer can be found.
    const counting = random(2) === 0 ? { bucketS: 10 } : undefined;
    const found = await store.find(query, counting);
    const holds = createLineFilter(query);
    const inTime = kept.filter(each => each.atMs >= query.fromMs && each.atMs < query.toMs && holds(each));
    const wanted = inTime
      .filter(({ stream }) => query.stream === undefined || stream === query.stream)
      .filter(({ level }) => query.levels.length === 0 || query.levels.includes(level))
      .filter(each => !query.before || newestFirst(query.before, each) < 0)
      .sort(newestFirst);
    const expected = wanted.slice(0, query.limit).reverse();
    assert.deepEqual(found.lines, expected, JSON.stringify(query));
    assert.equal(found.hasMore, wanted.length > query.limit);
    assert.equal(found.upToSeq, kept.length);
    const total = found.counts.reduce((sum, { count }) => sum + count, 0);
    const isTallied = query.search === '' && query.fields.length === 0;
    // Tallies of before yesterday are minutes wide, and begin where a minute does.
    if (counting && !isTallied) assert.equal(total, inTime.length, JSON.stringify(query));
  }
});

test('counts lines by their ten seconds where they are of today, else by minutes', async t => {
  const nowMs = Math.floor(Date.now() / 60_000) * 60_000 - 120_000;
  const { store } = openTempLogs(t);
  const at = (offsetMs: number, level = LEVELS[1]!) => line('app', 'x', { atMs: nowMs + offsetMs, level });
  await store.append([at(0), at(9_999), at(10_000), at(10_001, 'error'), at(59_000)]);
  await store.append([at(0)]);
  const range = { ...ALL, fromMs: nowMs, toMs: nowMs + 60_000 };
  const { counts } = await store.find(range, { bucketS: 10 });
  const seen = counts.map(({ startMs, level, count }) => [startMs - nowMs, level, count]);
  assert.deepEqual(seen, [
    [0, 'info', 3],
    [10_000, 'info', 1],
    [10_000, 'error', 1],
    [50_000, 'info', 1],
  ]);
  const wide = await store.find(range, { bucketS: 60 });
  assert.deepEqual(
    wide.counts.map(({ level, count }) => [level, count]),
    [
      ['info', 5],
      ['error', 1],
    ],
  );
});

test('shows a line among those of its stream, and says when it is gone', async t => {
  const { store } = openTempLogs(t);
  await store.append(
    Array.from({ length: 30 }, (_, i) => line(i % 2 ? 'app' : 'other', `${i}`, { level: LEVELS[i % 4]! })),
  );
  const around = await store.around(16, 3);
  const texts = (lines: readonly KeptLine[]) => lines.map(({ text }) => text);
  assert.deepEqual(texts(around!.before), ['9', '11', '13']);
  assert.equal(around!.line.text, '15');
  assert.deepEqual(texts(around!.after), ['17', '19', '21']);
  assert.equal(await store.around(999, 3), undefined);
});

test('names the streams with their newest line, the one written to last first', async t => {
  const { store } = openTempLogs(t);
  await store.append([line('a', '1'), line('b', '2'), line('a', '3')]);
  await store.append([line('c', '4')]);
  const news = await store.newest(2);
  assert.deepEqual(
    news.map(({ stream, newest }) => [stream, newest.text]),
    [
      ['c', '4'],
      ['a', '3'],
    ],
  );
});

test('a search does not see colours, and the text keeps them', async t => {
  const { store } = openTempLogs(t);
  const text = '\u001b[31mcard \u001b[1mreader\u001b[0m timed out';
  await store.append([line('app', text)]);
  const { lines } = await store.find({ ...ALL, search: '"card reader timed"' });
  assert.deepEqual(
    lines.map(each => each.text),
    [text],
  );
});

test('a search that nobody waits for any more ends', async t => {
  const { store } = openTempLogs(t);
  await store.append([line('app', 'x')]);
  await assert.rejects(store.find({ ...ALL, search: 'x' }, undefined, AbortSignal.abort()), { name: 'AbortError' });
});

test('more streams than there may be are refused, and the other lines are kept', async t => {
  const { store } = openTempLogs(t);
  const appended = await store.append(Array.from({ length: 2003 }, (_, i) => line(`stream ${i}`, 'x')));
  assert.deepEqual(appended, { kept: 2000, refused: 3 });
  assert.deepEqual(await store.append([line('stream 1', 'y'), line('one more', 'y')]), { kept: 1, refused: 1 });
});
