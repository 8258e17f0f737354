import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NOON_MS } from '../../testing/open-app.ts';
import { parseBoardView, requireBoardView } from './board-view.ts';
import { earlier, later, wider } from './move-range.ts';
import { rangeGrid } from './range-grid.ts';

const HOUR_MS = 3_600_000;

const parse = (query: string, timeZone = 'UTC') =>
  parseBoardView(new URLSearchParams(query), { nowMs: NOON_MS, timeZone, variables: [{ name: 'host' }] });
const gridOf = (query: string, timeZone?: string) => rangeGrid(parse(query, timeZone).view.range, NOON_MS);
const problemOf = (query: string) => parse(query).problem ?? 'none';

test('the same time is one view, however it is written', () => {
  for (const [one, other] of [
    ['range=6h', 'from=now-6h'],
    ['range=6h', 'from=now-6h&to=now'],
    ['range=90m', 'from=now-1h30m&to=now'],
    ['range=1d', 'range=24h'],
    ['', 'range=5m'],
    ['from=2026-06-01T10:00:00Z&to=2026-06-01T11:00:00Z', `from=${NOON_MS - 2 * HOUR_MS}&to=${NOON_MS - HOUR_MS}`],
    ['from=2026-06-01T12:00:00%2B02:00&to=1780311600000', 'from=2026-06-01T10:00&to=2026-06-01T11:00:00'],
  ] as const) {
    assert.equal(parse(one).view.name, parse(other).view.name, `${one} and ${other}`);
  }
});

test('views that differ in range, zone or the values of variables are told apart', () => {
  const names = ['range=6h', 'range=7h', 'from=now-7h&to=now-1h', 'var-host=a', 'var-host=b', 'var-host=a&var-host=b'];
  const all = [...names.map(query => parse(query).view.name), parse('', 'Europe/Berlin').view.name];
  assert.equal(new Set(all).size, all.length);
});

test('what an address says of variables that the dashboard has not makes no other view', () => {
  assert.equal(parse('var-other=1').view.name, parse('').view.name);
});

test('a view leads to an address that gives it back', () => {
  for (const query of [
    'range=90m',
    'from=now-2h&to=now-1h',
    'from=1000&to=90000',
    'var-host=a&var-host=b',
    'range=6h',
  ]) {
    const { view } = parse(query);
    const search = new URLSearchParams();
    for (const [name, values] of Object.entries(view.query))
      for (const one of [values].flat()) search.append(name, one);
    assert.deepEqual(parse(search.toString()).view, view);
  }
});

test('a date of a page without an offset is one of the reader’s zone', () => {
  const { fromMs } = gridOf('from=2026-06-01T10:00&to=2026-06-01T11:00', 'Europe/Berlin');
  assert.equal(fromMs, Date.UTC(2026, 5, 1, 8));
});

test('a chart has some 180 to 366 points of a round step, whatever the range', () => {
  for (const query of ['1s', '10s', '47s', '4m', '90m', '3h', '11h', '2d', '10d', '45d', '200d', '2y', '5y']) {
    const spanMs =
      { s: 1, m: 60, h: 3600, d: 86_400, y: 31_536_000 }[query.at(-1)!]! * Number.parseInt(query, 10) * 1000;
    const { count, stepMs, fromMs } = gridOf(`from=${NOON_MS - spanMs}&to=${NOON_MS}`);
    assert.ok(count >= 180 && count <= 367, `${query}: ${count} points of ${stepMs} ms`);
    assert.ok(fromMs <= NOON_MS - spanMs && fromMs + count * stepMs >= NOON_MS, query);
  }
});

test('a range that ended so long ago moves on behind the clock, a fixed one stays', () => {
  const [behind, fixed] = ['from=now-2h&to=now-1h', `from=${NOON_MS - 2 * HOUR_MS}&to=${NOON_MS - HOUR_MS}`];
  const fromOf = (query: string, nowMs: number) => rangeGrid(parse(query).view.range, nowMs).fromMs;
  assert.equal(fromOf(behind, NOON_MS + 60_000) - fromOf(behind, NOON_MS), 60_000);
  assert.equal(fromOf(fixed, NOON_MS + 60_000), fromOf(fixed, NOON_MS));
  const { fromMs, count, stepMs } = rangeGrid(parse(behind).view.range, NOON_MS);
  assert.ok(Math.abs(fromMs + count * stepMs - (NOON_MS - HOUR_MS)) <= stepMs);
});

test('what is no range is refused with what to write instead, and the default is shown', () => {
  assert.match(problemOf('range=nonsense'), /"nonsense" is not a length of time: write .* such as 90m/);
  assert.match(problemOf('from=yesterday'), /"yesterday" is not a moment: write now, now-6h/);
  assert.match(problemOf('from=now-1h&to=now-2h'), /exchange the two/);
  assert.match(problemOf('from=now-1h&to=now-1h'), /exchange the two/);
  assert.match(problemOf('from=2000&to=1000'), /exchange the two/);
  assert.match(problemOf('to=now-1h'), /begins nowhere: give from/);
  assert.match(problemOf('range=6y'), /at most 5 years/);
  assert.match(problemOf('from=1000&to=1500'), /at least 1 second long; this one has 500 ms/);
  assert.match(problemOf(`from=${NOON_MS + 1}&to=${NOON_MS + HOUR_MS}`), /begins in the future/);
  assert.match(problemOf('from=2026-02-31T99:00&to=now'), /not a moment/);
  assert.equal(parse('range=nonsense').view.range.name, '5m');
  assert.throws(() => requireBoardView(new URLSearchParams('range=0s'), { nowMs: NOON_MS, timeZone: 'UTC' }), {
    status: 400,
  });
});

test('a range is named in the reader’s zone, with days and years where they are needed', () => {
  const title = (query: string, zone?: string) => parse(query, zone).view.range.title;
  const at = (iso: string) => Date.parse(iso);
  assert.equal(title('range=90m'), 'Last 90 minutes');
  assert.equal(title('range=2d'), 'Last 2 days');
  assert.equal(title('from=now-2h&to=now-1h'), 'From 2 hours to 1 hour ago');
  const within = `from=${at('2026-06-01T08:00Z')}&to=${at('2026-06-01T09:30Z')}`;
  assert.equal(title(within), '1 Jun 08:00 – 09:30');
  assert.equal(title(within, 'Asia/Kolkata'), '1 Jun 13:30 – 15:00');
  assert.equal(
    title(`from=${at('2025-05-31T23:00:05Z')}&to=${at('2026-06-01T01:00Z')}`),
    '31 May 2025 23:00:05 – 1 Jun 2026 01:00:00',
  );
});

test('from each range there are steps to the time before, to the time after, and to twice as long', () => {
  const steps = (query: string) => {
    const { range } = parse(query).view;
    return [earlier(range, NOON_MS), later(range, NOON_MS), wider(range, NOON_MS)].map(
      to => to && new URLSearchParams(to).toString(),
    );
  };
  const at = (hours: number) => NOON_MS + hours * HOUR_MS;
  assert.deepEqual(steps('range=1h'), [`from=${at(-2)}&to=${at(-1)}`, undefined, 'range=2h']);
  const fixed = `from=${at(-6)}&to=${at(-5)}`;
  assert.deepEqual(steps(fixed), [
    `from=${at(-7)}&to=${at(-6)}`,
    `from=${at(-5)}&to=${at(-4)}`,
    `from=${at(-6.5)}&to=${at(-4.5)}`,
  ]);
  assert.equal(steps(`from=${at(-1.5)}&to=${at(-0.5)}`)[1], 'range=1h');
  assert.equal(steps('range=4y')[2], undefined);
});
