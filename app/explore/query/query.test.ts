import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { routes } from '../../routes.ts';
import { type AppRequest, openApp } from '../../testing/open-app.ts';
import { readHtml } from '../../testing/read-html.ts';
import { MAX_DRAWN } from './answer.tsx';

const app = await openApp({ after });
const HTMX = { 'HX-Request': 'true', 'HX-Request-Type': 'partial' };
const MINUTE_MS = 60_000;

/** A reading a minute for the last hour. */
async function past(metric: string, labels: Record<string, string>, valueAt: (minute: number) => number) {
  const readings = Array.from({ length: 61 }, (_, minute) => ({
    ...{ metric, labels, value: valueAt(minute) },
    atMs: app.nowMs - (60 - minute) * MINUTE_MS,
  }));
  await app.deps.history.append(readings);
}

await past('temperature', { room: 'kitchen' }, minute => 20 + minute / 60);
await past('temperature', { room: 'attic' }, () => 28);
await past('http_requests_total', { code: '200' }, minute => minute * 60);
for (let i = 0; i < 20; i++) await past('queue', { worker: `w${i}` }, () => i);
await app.deps.history.append([
  { metric: 'hostile', labels: { name: '"><script>alert(1)</script>' }, value: 1, atMs: app.nowMs },
]);

const asked = (path: string, request: AppRequest = {}) =>
  app.fetch(path, { as: 'owner', accept: 'text/html', ...request });
const pageOf = async (q?: string, range?: string) => {
  const response = await asked(routes.query.href({}, { ...(q !== undefined && { q }), ...(range && { range }) }));
  assert.equal(response.status, 200, q);
  return response.text();
};
const wordsOf = (html: string) =>
  html
    .replace(/<(script|style)[\s\S]*?<\/\1>|<[^>]+>/g, ' ')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replace(/[\s\u00a0\u202f]+/g, ' ');

test('an answer is a chart, a table, the query in words and what it took', async () => {
  const page = await pageOf('avg by (room) (temperature)');
  assert.match(page, /^<!doctype html>[\s\S]*value="avg by \(room\) \(temperature\)"/);
  assert.match(
    page,
    /role="img" aria-label="avg by \(room\) \(temperature\): \{room=&quot;attic&quot;\} 28, lowest 28/,
  );
  const words = wordsOf(page);
  assert.match(words, /room= attic 28 28 28 28 room= kitchen 21 20 20\.5 21/);
  assert.match(words, /In words the mean of temperature , for each room/);
  assert.match(words, /2 series, \d+ readings, \d+ ms/);
  assert.match(page, /role="status" id="query-said">2 lines, of 2 series/);
});

test('htmx gets the answer alone, and the sentence for who hears the page', async () => {
  const response = await asked(routes.query.href({}, { q: 'temperature' }), { headers: HTMX });
  assert.deepEqual(readHtml(await response.text()).roots, ['div', 'hx-partial']);
});

test('the range is that of the address, and each other one is a link', async () => {
  const page = await pageOf('temperature', '6h');
  assert.match(wordsOf(page), /Last 6 hours/);
  assert.match(page, /href="[^"]*q=temperature&amp;range=24h"/);
  assert.match(page, /name="range" value="6h"/);
  assert.match(wordsOf(await pageOf('temperature', 'nonsense')), /Last hour/);
});

test('a mistake is marked in the query, and what would be right is a link to it', async () => {
  const page = await pageOf('sum(rat(http_requests_total[5m]))');
  assert.match(page, /role="alert"[\s\S]*There is no function rat\. Did you mean rate\?/);
  assert.match(page, /sum\(<mark class="query__wrong">rat<\/mark>\(http_requests_total/);
  assert.ok(
    page.includes(
      `href="${routes.query.href({}, { q: 'sum(rate(http_requests_total[5m]))', range: '1h' }).replaceAll('&', '&amp;')}"`,
    ),
  );
  assert.match(page, /aria-invalid="true"/);
  assert.match(await pageOf('temperature /'), /<mark class="query__wrong query__wrong--gap">/);
});

test('a name that is not there is told with the nearest ones, and the query is answered all the same', async () => {
  const metric = wordsOf(await pageOf('temperatur'));
  assert.match(metric, /No reading of a metric temperatur has come\. temperatur Replace it by temperature/);
  assert.match(metric, /Nothing found/);
  assert.match(wordsOf(await pageOf('temperature{rom="attic"}')), /has a label rom\. It has room\./);
  assert.match(
    wordsOf(await pageOf('temperature{room="atic"}')),
    /No series of temperature has room="atic"\. .*"attic"/,
  );
});

test('more series than can be told apart are counted, and the first ones drawn', async () => {
  const page = await pageOf('queue');
  assert.match(wordsOf(page), new RegExp(`20 series are too many to draw: these are the first ${MAX_DRAWN}\\.`));
  assert.equal(page.match(/<path class="chart__line /g)?.length, MAX_DRAWN);
  assert.equal(page.match(/class="result__key/g)?.length, MAX_DRAWN);
});

test('a table has only so many rows, and says of how many', async () => {
  const labels = Array.from({ length: 300 }, (_, i) => ({ i: String(i) }));
  await app.deps.history.append(labels.map(one => ({ metric: 'wide', labels: one, value: 1, atMs: app.nowMs })));
  const page = await pageOf('wide');
  assert.equal(page.match(/class="result__named"/g)?.length, 200);
  assert.match(wordsOf(page), /300 series are too many to draw[\s\S]*The first 200 of 300 series\./);
});

test('the table is in the order of the answer, and a series leads to its page', async () => {
  const page = await pageOf('sort_desc(topk(2, queue))');
  assert.match(wordsOf(page), /worker= w19 19 .* worker= w18 18 /);
  assert.ok(page.includes(`href="${routes.series.href({}, { key: 'queue{worker="w19"}' })}"`));
});

test('labels that tell the rows apart stand before those that all of them have', async () => {
  for (const z of ['1', '2']) await past('flow', { a: 'same', z }, () => 1);
  assert.match(wordsOf(await pageOf('flow')), /flow z= 1 a= same .* flow z= 2 a= same /);
});

test('a number, a text and a range of readings have answers, too', async () => {
  assert.match(wordsOf(await pageOf('1 + 1')), /all together 2 2 2 2/);
  assert.match(wordsOf(await pageOf('"a text"')), /A text a text/);
  const raw = wordsOf(await pageOf('temperature{room="attic"}[5m]'));
  assert.match(raw, /give it to a function such as rate/);
  assert.match(raw, /readings newest lowest mean highest temperature room= attic 5 28 28 28 28/);
});

test('before anything is asked there are queries of what is there', async t => {
  const page = await pageOf();
  const examples = [...page.matchAll(/class="examples__query">([^<]+)</g)].map(([, query]) => query!);
  assert.equal(examples.length, 3);
  assert.ok(examples.includes('sum by (code) (rate(http_requests_total[5m]))'), examples.join('\n'));
  for (const query of examples) assert.match(await pageOf(query.replaceAll('&quot;', '"')), /chart__line/, query);
  const empty = await openApp(t);
  const blank = await empty.fetch(routes.query.href(), { as: 'owner', accept: 'text/html' });
  assert.match(await blank.text(), /Nothing to ask for yet/);
});

test('a query of several lines is one in the field, without its comments', async () => {
  const page = await pageOf('sum by (room) ( # the rooms\n  temperature{room!="#"}\n)');
  assert.match(page, /value="sum by \(room\) \( temperature\{room!=&quot;#&quot;\} \)"/);
});

test('labels and queries are text on the page, whatever is in them', async () => {
  for (const q of [
    'hostile',
    '"<script>alert(1)</script>"',
    'x{a="<script>alert(1)</script>"}',
    '<script>alert(1)</script>',
  ])
    assert.equal((await pageOf(q)).includes('<script>alert'), false, q);
});

const completionsAt = async (q: string, cursor = q.length) =>
  (await asked(routes.queryCompletions.href({}, { q, cursor }), { headers: HTMX })).text();

test('what can stand at the cursor comes as a list of options, with what each one replaces', async () => {
  const list = await completionsAt('sum(temp)', 8);
  assert.deepEqual(readHtml(list).roots, ['div']);
  assert.match(list, /id="completions" role="listbox"[^>]* data-from="4" data-to="8" data-eager/);
  assert.match(list, /role="option"[^>]* data-insert="temperature"/);
  assert.match(await completionsAt('temperature{'), /data-insert="room=&quot;"/);
  assert.match(
    await completionsAt('temperature{room="'),
    /data-insert="attic&quot;"[\s\S]*data-insert="kitchen&quot;"/,
  );
  assert.match(await completionsAt('nothing of this kind '), /id="completions"/);
  assert.match(await completionsAt('temperature', 999), /id="completions"/);
  assert.match(await completionsAt('hostile{name="'), /&lt;script&gt;/);
});

test('in a terminal an answer is text, and a mistake has a mark below it', async () => {
  const told = async (q: string) =>
    (await app.fetch(routes.query.href({}, { q }), { as: 'read', accept: 'text/plain' })).text();
  assert.match(
    await told('sum by (room) (rate(temperature[5m]))'),
    /^Query · sum by .*\n\nthe sum, for each room, of:\n {2}the rate per second of temperature over 5 minutes\n\n\{room="attic"\} +0/,
  );
  assert.match(
    await told('temperature'),
    /\ntemperature\{room="attic"\} +28 {2}[▁-█]+\n[\s\S]*\nLast hour: 2 series, \d+ readings, \d+ ms\n$/,
  );
  assert.match(await told('1 + rat(x)'), /\n1 \+ rat\(x\)\n {4}\^\^\^\nThere is no function rat\./);
  assert.match(await told(''), /Ask with \?q=, for example:\n/);
});

test('nobody else asks', async () => {
  for (const href of [routes.query.href({}, { q: 'temperature' }), routes.queryCompletions.href({}, { q: 't' })]) {
    assert.equal((await app.fetch(href, { accept: 'text/html' })).status, 303, href);
    assert.equal((await app.fetch(href, { accept: 'text/html', as: 'ingest' })).status, 403, href);
    assert.equal((await app.fetch(href, { accept: 'text/html', as: 'read' })).status, 200, href);
  }
});

test('nothing of this was a fault of the server', () => {
  assert.deepEqual(app.complaints, []);
});
