import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { PromqlError } from '../promql/promql-error.ts';
import { routes } from '../routes.ts';
import { NOON_MS, openApp } from '../testing/open-app.ts';

const app = await openApp({ after });
const MINUTE_MS = 60_000;

/** The figures of the sheet by their names. */
async function figuresOf(key: string, range = '1h') {
  const href = routes.series.href({}, { key, range });
  const page = await (await app.fetch(href, { as: 'owner', accept: 'text/html' })).text();
  const [, sheet = ''] = /<section[^>]*id="summary"(.*?)<\/section>/s.exec(page) ?? [];
  const plain = (html: string) => html.replaceAll(/<[^>]*>/g, '').replaceAll(/\s+/g, ' ');
  const facts = Array.from(sheet.matchAll(/<dt>(.*?)<\/dt><dd>(.*?)<\/dd>/gs));
  return { facts: Object.fromEntries(facts.map(([, name, value]) => [name!, plain(value!)])), text: plain(sheet) };
}

test('the page of a series says what its readings come to over the range, and nothing of others of its metric', async () => {
  const atMs = (minutesAgo: number) => NOON_MS - minutesAgo * MINUTE_MS;
  await app.send(`sunk?t=${atMs(90)}`, -500);
  for (const [minute, value] of [3, 1, 2, 10].entries()) await app.send(`sunk?t=${atMs(50 - minute)}`, value);
  await app.send(`sunk?t=${atMs(20)}`, 4);
  await app.send(`sunk?room=attic&t=${atMs(30)}`, 777);
  const { facts } = await figuresOf('sunk');
  assert.deepEqual(facts, {
    Readings: '5',
    Last: '4, 20 min',
    Lowest: '1',
    Highest: '10',
    Mean: '4',
    Median: '3',
    '95 of 100 at most': '8.8',
    'Longest silence': '27 min from 2026-06-01 11:13:00 UTC',
  });
  assert.equal((await figuresOf('sunk', '6h')).facts.Lowest, '−500');
  assert.equal((await figuresOf('sunk{room="attic"}')).facts['Longest silence'], 'only one reading');
  assert.match((await figuresOf('sunk', '5m')).text, /No readings then\./);
});

test('more readings than are counted are said to be too many', async t => {
  const tooMany = new PromqlError('The query reads more than 5 readings at once: ask for less time.');
  t.mock.method(app.deps.queries, 'summary', () => Promise.reject(tooMany));
  await app.send('many', 1);
  assert.match((await figuresOf('many')).text, /reads more than 5 readings at once/);
});

test('where the threads of queries cannot be asked the page comes all the same', async t => {
  t.mock.method(app.deps.queries, 'summary', () => Promise.reject(new Error('no thread')));
  await app.send('alone', 1);
  assert.match((await figuresOf('alone')).text, /could not be counted; the log says why/);
  assert.match(app.complaints.splice(0).join(), /no thread/);
});
