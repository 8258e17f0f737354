import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { openRaw } from '../../http/testing/raw-client.ts';
import { routes } from '../../routes.ts';
import { openApp } from '../../testing/open-app.ts';
import { PanelDefinition } from '../definition.ts';
import { panels } from '../panels.ts';

const app = await openApp({ after });
const { dashboards, state, history } = app.deps;
const HTMX = { 'HX-Request': 'true' };

const WHOLE = PanelDefinition.parse({
  ...{
    kind: 'line',
    id: 'cpu',
    title: 'CPU',
    subtitle: 'by mode',
    w: 14,
    h: 7,
    isStacked: true,
    topics: ['deploys', 'notes'],
  },
  queries: [
    { expr: '100 * avg by (mode) (rate(cpu_seconds{mode!="idle"}[1m]))', legend: '{{mode}}' },
    { expr: 'a + b' },
  ],
  ...{ unit: '%', decimals: 1, min: 0, max: 100, noValue: 'asleep' },
  thresholds: {
    of: 'percent',
    direction: 'below',
    steps: [
      { at: 20, status: 'warn', word: 'idle' },
      { at: 5, status: 'crit' },
    ],
  },
  mappings: [
    { value: 0, text: 'off', status: 'ok' },
    { from: 1, to: 2, text: 'low' },
    { from: 50, text: 'high' },
    { is: 'none', text: 'gone', status: 'crit' },
  ],
  overrides: [
    { name: 'user', as: { name: 'people', colour: 'rust' } },
    { series: '{mode="system"}', as: { unit: 'ratio', axis: 'right' } },
  ],
});

await history.append([{ metric: 'humidity', labels: { room: 'attic' }, value: 1, atMs: app.nowMs }]);

let boards = 0;
async function board(panel: PanelDefinition = WHOLE) {
  const other: PanelDefinition = { kind: 'log', id: 'other', title: 'Other', stream: 'app', w: 4, h: 4 };
  const title = `Board ${++boards}`;
  return state.transactional.batch(() => dashboards.create({ title, panels: [panel, other] })!.slug);
}
const panelOf = (slug: string, id = 'cpu') => dashboards.find(slug)!.definition.panels.find(panel => panel.id === id);

const hrefOf = (slug: string, id = 'cpu') => routes.panelEdit.href({ slug, id });
const open = async (slug: string, id = 'cpu') => {
  const response = await app.fetch(hrefOf(slug, id), { as: 'owner', accept: 'text/html' });
  return { status: response.status, page: await response.text() };
};

const CONTROL = /<input\b([^>]*)>|<(?:select|textarea)\b([^>]*)>([\s\S]*?)<\/(?:select|textarea)>/g;

/** The form of a page as a browser would send it. */
function formIn(page: string): URLSearchParams {
  const form = page.slice(
    page.indexOf('<form class="edit"'),
    page.indexOf('</form>', page.indexOf('<form class="edit"')),
  );
  const fields = new URLSearchParams();
  const plain = (text = '') =>
    text
      .replaceAll('&quot;', '"')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&#39;', "'")
      .replaceAll('&amp;', '&');
  for (const [, attributes = '', selecting, options = ''] of form.matchAll(CONTROL)) {
    const of = (name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(attributes)?.[1];
    const name = /\bname="([^"]*)"/.exec(selecting ?? attributes)?.[1];
    if (name === undefined || (/type="(radio|checkbox)"/.test(attributes) && !/\bchecked\b/.test(attributes))) continue;
    const selected = /<option value="([^"]*)" selected/.exec(options) ?? /<option value="([^"]*)"/.exec(options);
    const chosen = options.includes('<option') ? selected?.[1] : options;
    fields.append(plain(name), plain(selecting === undefined ? of('value') : chosen));
  }
  return fields;
}

async function send(
  slug: string,
  form: URLSearchParams,
  more: Record<string, string> = {},
  headers: Record<string, string> = {},
) {
  for (const [name, value] of Object.entries(more)) form.set(name, value);
  const response = await app.fetch(hrefOf(slug), {
    ...{ as: 'owner', accept: 'text/html', method: 'POST', body: form.toString() },
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...headers },
  });
  return { status: response.status, location: response.headers.get('location'), text: await response.text(), response };
}
const sendPart = (slug: string, form: URLSearchParams, more: Record<string, string> = {}) =>
  send(slug, form, more, HTMX);
const errorOf = (text: string, field: string) =>
  new RegExp(`id="field-${field.replaceAll('.', '-')}-error"[^>]*>[\\s\\S]*?<span>([^<]*)</span>`).exec(text)?.[1];

test('a panel that is opened and saved is the same, whatever it has', async () => {
  const slug = await board();
  const { status, page } = await open(slug);
  assert.equal(status, 200);
  const saved = await send(slug, formIn(page));
  assert.deepEqual([saved.status, saved.location], [303, `${hrefOf(slug)}?saved=1`]);
  assert.deepEqual(panelOf(slug), WHOLE);
  assert.equal(dashboards.find(slug)!.version, 1, 'nothing was written');
});

const OTHERS: readonly object[] = [
  { kind: 'text', markdown: '# Notes\n\n  two spaces, "quotes" & <b>\n' },
  { kind: 'table', queries: [{ expr: 'x' }], sort: { by: 'now', direction: 'descending' }, hasBars: true },
  { kind: 'table', queries: [{ expr: 'x' }], sort: { by: 'age' } },
  { kind: 'gauge', queries: [{ expr: 'x' }], maxExpr: 'sum(y)', warn: 0.8, crit: 0.9 },
  { kind: 'line', queries: [{ expr: 'x' }], draw: 'bars' },
  { kind: 'boards', words: 'kitchen' },
  { kind: 'log', stream: 'app, and more' },
  { kind: 'job', name: 'nightly' },
  { kind: 'image', name: 'door' },
  { kind: 'telltale' },
];

test('so is one of each kind', async () => {
  const offered = Object.entries(panels).filter(([, { gallery }]) => gallery);
  const plain = offered
    .map(([kind]) => ({ kind, queries: [{ expr: 'x' }] }))
    .filter(panel => PanelDefinition.safeParse({ id: 'cpu', title: 'A', w: 4, h: 4, ...panel }).success);
  assert.ok(plain.length >= 9);
  for (const one of [...OTHERS, ...plain]) {
    const panel = PanelDefinition.parse({ id: 'cpu', title: 'A', w: 4, h: 4, ...one });
    const slug = await board(panel);
    const form = formIn((await open(slug)).page);
    assert.equal((await send(slug, form)).status, 303, JSON.stringify(one));
    assert.deepEqual([dashboards.find(slug)!.version, panelOf(slug)], [1, panel]);
    assert.equal((await send(slug, form, { title: 'B' })).status, 303);
    assert.deepEqual(panelOf(slug), { ...panel, title: 'B' });
  }
});

test('a setting that is a part is there when something is said of it, and gone when nothing is', async () => {
  const slug = await board(
    PanelDefinition.parse({ kind: 'table', id: 'cpu', title: '', w: 9, h: 7, queries: [{ expr: 'x' }] }),
  );
  const form = formIn((await open(slug)).page);
  await sendPart(slug, form, { 'sort.by': 'now' });
  assert.deepEqual((panelOf(slug) as { sort?: object }).sort, { by: 'now' });
  const { text } = await sendPart(slug, form, { 'sort.by': '', 'sort.direction': 'descending' });
  assert.match(text, /Not saved/);
  await sendPart(slug, form, { 'sort.by': '', 'sort.direction': '' });
  assert.equal('sort' in panelOf(slug)!, false);
});

test('a query that can be said is a sentence, another one is PromQL and says why', async () => {
  const { page } = await open(await board());
  const form = formIn(page);
  const shown = Object.fromEntries([...form].filter(([name]) => name.startsWith('queries.0.')));
  assert.deepEqual(
    ['look', 'metric', 'where.0.label', 'where.0.op', 'where.0.value', 'window', 'group', 'labels', 'factor'].map(
      name => shown[`queries.0.${name}`],
    ),
    ['rate', 'cpu_seconds', 'mode', '!=', 'idle', '1m', 'avg', 'mode', '100'],
  );
  assert.equal(form.get('queries.1.expr'), 'a + b');
  assert.match(page, /It cannot be a sentence: it joins two parts with “\+”/);
});

test('each field changes what it is for, and no other panel', async () => {
  const slug = await board();
  const rows: readonly [Record<string, string>, object][] = [
    [{ title: 'Processor' }, { title: 'Processor' }],
    [{ subtitle: '' }, { subtitle: undefined }],
    [
      { unit: 'ratio', decimals: '2' },
      { unit: 'ratio', decimals: 2 },
    ],
    [
      { min: '-1,5', max: '1e3' },
      { min: -1.5, max: 1000 },
    ],
    [{ noValue: '' }, { noValue: undefined }],
    [{ topics: 'deploys,  , alerts' }, { topics: ['deploys', 'alerts'] }],
    [{ 'queries.1.expr': 'sum(x) ' }, { queries: [WHOLE.kind === 'line' && WHOLE.queries[0], { expr: 'sum(x)' }] }],
    [
      { 'thresholds.of': 'value', 'thresholds.direction': 'above' },
      {
        thresholds: {
          steps: [
            { at: 20, status: 'warn', word: 'idle' },
            { at: 5, status: 'crit' },
          ],
        },
      },
    ],
  ];
  for (const [fields, expected] of rows) {
    const form = formIn((await open(slug)).page);
    const { status, text } = await sendPart(slug, form, fields);
    assert.equal(status, 200);
    assert.match(text, /id="edit-said"[\s\S]*Saved/);
    const now = panelOf(slug) as Record<string, unknown>;
    for (const [name, value] of Object.entries(expected)) assert.deepEqual(now[name], value, name);
  }
  assert.equal(panelOf(slug, 'other')?.title, 'Other');
  const form = formIn((await open(slug)).page);
  form.delete('isStacked');
  await sendPart(slug, form);
  assert.equal('isStacked' in panelOf(slug)!, false);
});

test('the words of a sentence write PromQL', async () => {
  const slug = await board();
  const form = formIn((await open(slug)).page);
  const { text } = await sendPart(slug, form, {
    ...{ 'queries.0.look': 'quantile_over_time', 'queries.0.quantile': '0.9', 'queries.0.metric': 'wait.ms' },
    ...{ 'queries.0.window': '1h 30m', 'queries.0.group': 'topk', 'queries.0.param': '3', 'queries.0.labels': 'a, b' },
    ...{ 'queries.0.split': 'without', 'queries.0.factorOp': '/', 'queries.0.factor': '1000' },
    ...{ 'queries.0.where.0.op': '=~', 'queries.0.where.0.value': 'x|y' },
  });
  const expr = 'topk without (a, b) (3, quantile_over_time(0.9, {__name__="wait.ms",mode=~"x|y"}[1h30m])) / 1000';
  assert.equal((panelOf(slug) as { queries?: { expr: string }[] }).queries![0]!.expr, expr);
  assert.ok(text.includes(expr.replaceAll('"', '&quot;')), 'and it stands below');
});

test('what is wrong is said at its field, nothing is kept, and what was typed stays', async () => {
  const slug = await board();
  const rows: readonly [Record<string, string>, string, RegExp][] = [
    [{ decimals: 'two' }, 'decimals', /Write a number, such as 21\.5/],
    [{ decimals: '1.5' }, 'decimals', /must be a whole number/],
    [{ decimals: '99' }, 'decimals', /at most 10/],
    [{ min: '5', max: '5' }, 'max', /scale ends at 5/],
    [{ max: '' }, 'max', /two ends/],
    [{ title: 'x'.repeat(201) }, 'title', /at most 200 characters/],
    [{ 'thresholds.steps.1.at': '20' }, 'thresholds.steps.1.at', /two steps are at 20/i],
    [{ 'thresholds.steps.0.at': '' }, 'thresholds.steps.0.at', /value from which/],
    [{ 'mappings.0.text': '' }, 'mappings.0.text', /what is said/],
    [{ 'mappings.1.from': 'low' }, 'mappings.1.from', /Write a number/],
    [{ 'overrides.0.match': '' }, 'overrides.0.match', /which series/],
    [{ 'overrides.1.match': '{mode=' }, 'overrides.1.match', /\S/],
    [{ 'queries.0.metric': '' }, 'queries.0.metric', /which metric/],
    [{ 'queries.0.window': 'soon' }, 'queries.0.window', /how long/],
    [{ 'queries.0.window': '0s' }, 'queries.0.window', /how long/],
    [{ 'queries.0.factor': 'twice' }, 'queries.0.factor', /Write a number/],
    [{ 'queries.0.where.0.label': '' }, 'queries.0.where.0.label', /which label/],
    [{ 'queries.1.expr': 'rat(x[5m])' }, 'queries.1.expr', /no function rat\. Did you mean rate\?/],
    [{ 'queries.1.expr': ' ' }, 'queries.1.expr', /Write a query/],
    [{ 'queries.1.expr': 'x[5m]' }, 'queries.1.expr', /give it to a function/],
  ];
  for (const [fields, field, sentence] of rows) {
    const form = formIn((await open(slug)).page);
    const { status, text } = await send(slug, form, { subtitle: 'typed before', ...fields });
    assert.equal(status, 422, JSON.stringify(fields));
    assert.match(errorOf(text, field) ?? `nothing at ${field}`, sentence);
    assert.match(text, /Not saved\. One field says why/);
    const again = formIn(text);
    for (const [name, value] of Object.entries({ subtitle: 'typed before', ...fields }))
      assert.equal(again.get(name), value.trimEnd() === '' ? value : value, name);
    assert.deepEqual(panelOf(slug), WHOLE);
  }
});

test('a mistake in PromQL is marked in its place, and what would be right is a button', async () => {
  const slug = await board();
  const form = formIn((await open(slug)).page);
  const { text } = await sendPart(slug, form, { 'queries.1.expr': 'a + rat(x[5m])' });
  assert.match(text, /a \+ <mark class="query__wrong">rat<\/mark>/);
  assert.match(text, /value="use queries\.1 a \+ rate\(x\[5m\]\)"/);
  const { status } = await sendPart(slug, form, {
    'queries.1.expr': 'a + rat(x[5m])',
    act: 'use queries.1 a + rate(x[5m])',
  });
  assert.equal(status, 200);
  assert.equal((panelOf(slug) as { queries?: { expr: string }[] }).queries![1]!.expr, 'a + rate(x[5m])');
});

test('a name that nothing has is told with the nearest ones, and kept all the same', async () => {
  const slug = await board();
  const { text } = await sendPart(slug, formIn((await open(slug)).page), { 'queries.1.expr': 'humidty + 1' });
  assert.match(text, /No reading of a metric humidty has come/);
  assert.match(text, /value="use queries\.1 humidity \+ 1"/);
  assert.match(text, /Saved/);
});

test('rows come and go with buttons that work without script', async () => {
  const slug = await board();
  let form = formIn((await open(slug)).page);
  const press = async (act: string) => {
    const { status, text } = await send(slug, form, { act });
    assert.equal(status, 200, act);
    form = formIn(text);
  };
  await press('add thresholds.steps');
  assert.equal(form.get('thresholds.steps.2.at'), '');
  await press('remove thresholds.steps 0');
  assert.deepEqual([form.get('thresholds.steps.0.at'), form.get('thresholds.steps.1.at')], ['5', '']);
  await press('remove mappings 3');
  await press('add overrides');
  await press('add queries');
  assert.equal(form.get('queries.2.as'), 'sentence', 'not said yet');
});

test('a blank row is none, and one that was taken away is gone', async () => {
  const slug = await board();
  let form = formIn((await open(slug)).page);
  for (const act of [
    'remove thresholds.steps 0',
    'remove mappings 1',
    'remove overrides 0',
    'remove queries 1',
    'add queries.0.where',
  ])
    form = formIn((await send(slug, form, { act })).text);
  const now = panelOf(slug) as Extract<PanelDefinition, { queries: unknown }>;
  assert.deepEqual(now.thresholds?.steps, [{ at: 5, status: 'crit' }]);
  assert.deepEqual(
    now.mappings?.map(({ text }) => text),
    ['off', 'high', 'gone'],
  );
  assert.deepEqual(now.overrides?.length, 1);
  assert.equal(now.queries.length, 1);
  assert.equal(form.get('queries.0.where.1.label'), '');
});

test('what is wrong behind a blank row is said at its own row', async () => {
  const slug = await board();
  const form = formIn((await open(slug)).page);
  const blank = { 'thresholds.steps.0.at': '', 'thresholds.steps.0.word': '' };
  const { text } = await send(slug, form, {
    ...blank,
    'thresholds.steps.2.at': '5',
    'thresholds.steps.2.status': 'ok',
  });
  assert.match(errorOf(text, 'thresholds.steps.2.at') ?? 'nothing', /two steps are at 5/i);
});

test('a query turns from a sentence into PromQL and back', async () => {
  const slug = await board();
  let form = formIn((await open(slug)).page);
  form = formIn((await send(slug, form, { act: 'promql queries.0' })).text);
  assert.equal(form.get('queries.0.expr'), '100 * avg by (mode) (rate(cpu_seconds{mode!="idle"}[1m]))');
  assert.equal(form.get('queries.0.legend'), '{{mode}}');
  form = formIn((await send(slug, form, { act: 'sentence queries.0' })).text);
  assert.equal(form.get('queries.0.look'), 'rate');
  const refused = await send(slug, form, { act: 'sentence queries.1' });
  assert.equal(formIn(refused.text).get('queries.1.as'), 'promql');
  assert.deepEqual(panelOf(slug), WHOLE);
});

test('another kind keeps what it can show', async () => {
  const slug = await board();
  const form = formIn((await open(slug)).page);
  await sendPart(slug, form, { kind: 'stat' });
  const now = panelOf(slug) as Record<string, unknown>;
  assert.equal(now.kind, 'stat');
  assert.deepEqual([now.unit, 'isStacked' in now, 'topics' in now], ['%', false, false]);
  assert.deepEqual(now.queries, WHOLE.kind === 'line' && WHOLE.queries);
});

test('kinds without a query have their own settings', async () => {
  const slug = await board({ kind: 'events', id: 'cpu', title: 'News', topics: ['deploys'], w: 6, h: 7 });
  const form = formIn((await open(slug)).page);
  assert.equal(form.get('topics'), 'deploys');
  assert.equal((await send(slug, form, { topics: 'deploys, alerts' })).status, 303);
  assert.deepEqual((panelOf(slug) as { topics?: string[] }).topics, ['deploys', 'alerts']);
  const empty = await send(slug, formIn((await open(slug)).page), { topics: '' });
  assert.equal(empty.status, 422);
  assert.match(errorOf(empty.text, 'topics')!, /at least 1/);
  const log = await send(slug, formIn((await open(slug)).page), { topics: 'not a topic' });
  assert.match(errorOf(log.text, 'topics') ?? log.text, /a topic has 1 to 64/i);
});

const edit = (slug: string, change: (panel: PanelDefinition) => PanelDefinition | undefined) =>
  state.transactional.batch(() =>
    dashboards.edit(slug, definition => ({
      ...definition,
      panels: definition.panels.flatMap(panel => (panel.id === 'cpu' ? (change(panel) ?? []) : panel)),
    })),
  );

test('a panel that somebody else has changed meanwhile is not written over unless one says so', async () => {
  const slug = await board();
  const form = formIn((await open(slug)).page);
  await edit(slug, panel => ({ ...panel, title: 'Theirs' }));
  const refused = await send(slug, form, { title: 'Mine' });
  assert.equal(refused.status, 409);
  assert.match(refused.text, /somebody else has changed this panel/);
  assert.equal(formIn(refused.text).get('title'), 'Mine');
  assert.equal(panelOf(slug)?.title, 'Theirs');
  assert.equal((await send(slug, formIn(refused.text), { act: 'overwrite' })).status, 303);
  assert.equal(panelOf(slug)?.title, 'Mine');
});

test('a panel that was moved meanwhile stays where it was moved to', async () => {
  const slug = await board();
  const form = formIn((await open(slug)).page);
  await edit(slug, panel => ({ ...panel, w: 20, h: 9 }));
  assert.equal((await send(slug, form, { title: 'Mine' })).status, 303);
  const { title, w, h } = panelOf(slug)!;
  assert.deepEqual([title, w, h], ['Mine', 20, 9]);
});

test('a panel that was deleted meanwhile can be put back with all that was typed', async () => {
  const slug = await board();
  const form = formIn((await open(slug)).page);
  await edit(slug, () => undefined);
  const refused = await send(slug, form, { title: 'Mine' });
  assert.equal(refused.status, 409);
  assert.match(refused.text, /taken this panel off the dashboard/);
  assert.equal(panelOf(slug), undefined);
  assert.equal((await open(slug)).status, 404);
  assert.equal((await send(slug, formIn(refused.text), { act: 'restore' })).status, 303);
  const { w, h, ...now } = panelOf(slug)!;
  const { w: _w, h: _h, ...before } = WHOLE;
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
  assert.deepEqual([plain.status, plain.location], [303, `/d/${slug}#panel-cpu`]);
  const { status, response } = await sendPart(slug, form, { title: 'Two', act: 'done' });
  assert.deepEqual([status, response.headers.get('hx-redirect')], [200, `/d/${slug}#panel-cpu`]);
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
  await state.transactional.batch(() =>
    dashboards.edit(slug, ({ panels: [first, second], ...rest }) => ({
      ...rest,
      panels: [first!, { ...second!, title: 'Else' }],
    })),
  );
  await app.send('humidity', 77);
  const moved = await client.events(events => events.some(({ data }) => data.includes('77')));
  assert.ok(moved.every(({ event }) => event !== 'restart'));
  await edit(slug, panel => ({ ...panel, title: 'Theirs' }));
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
  assert.deepEqual(panelOf(slug), WHOLE);
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
