import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { PanelDefinition } from '../definition.ts';
import { panels } from '../panels.ts';
import { errorOf } from './testing/error-of.ts';
import { formIn } from './testing/form-in.ts';
import { openEditor } from './testing/open-editor.ts';
import { WHOLE_PANEL } from './testing/whole-panel.ts';

const { app, hrefOf, board, versionOf, panelOf, open, send, sendPart } = await openEditor({ after });

test('a panel that is opened and saved is the same, whatever it has', async () => {
  const slug = await board();
  const { status, page } = await open(slug);
  assert.equal(status, 200);
  const saved = await send(slug, formIn(page));
  assert.deepEqual([saved.status, saved.location], [303, `${hrefOf(slug)}?range=5m&saved=1`]);
  assert.deepEqual(panelOf(slug), WHOLE_PANEL);
  assert.equal(versionOf(slug), 1, 'nothing was written');
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
  { kind: 'control', control: 'button', sends: { to: 'webhook', url: 'http://h/x' }, label: 'Open', value: '1' },
  { kind: 'control', control: 'switch', sends: { to: 'event', topic: 'pump' }, on: 2, off: 1, question: 'Sure?' },
  {
    kind: 'control',
    control: 'switch',
    sends: { to: 'series', series: 'lamp{room="hall"}' },
    min: 7,
    confirmExpr: 'a',
  },
  { kind: 'control', control: 'slider', sends: { to: 'series', series: 'lamp' }, min: 5, max: 9, step: 0.5, unit: '%' },
  { kind: 'control', control: 'text', sends: { to: 'event', topic: 'sign' }, maxChars: 20 },
  {
    ...{ kind: 'control', control: 'choice', sends: { to: 'event', topic: 'heat' } },
    options: [
      { value: 'eco', label: 'Saving' },
      { value: 2, label: 'Full' },
    ],
  },
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
    assert.deepEqual([versionOf(slug), panelOf(slug)], [1, panel]);
    assert.equal((await send(slug, form, { title: 'B' })).status, 303);
    assert.deepEqual(panelOf(slug), { ...panel, title: 'B' });
  }
});

const SWITCH = {
  ...{ kind: 'control', id: 'cpu', title: 'Pump', w: 4, h: 4, control: 'switch' },
  sends: { to: 'event', topic: 'pump' },
};

test('what a control is, what it sends and where is chosen in its form, and what is missing is said at its field', async () => {
  await app.fetch('/event/heating', { as: 'ingest', method: 'POST', body: 'on' });
  const slug = await board(PanelDefinition.parse(SWITCH));
  const { page } = await open(slug);
  assert.match(page, /<option value="heating">/, 'topics are offered');
  const refused = await send(slug, formIn(page), { control: 'choice', sends: 'series' });
  assert.equal(errorOf(refused.text, 'sends.series'), 'Write the series, such as lamp{room=&quot;hall&quot;}.');
  assert.match(refused.text, /Add what can be chosen: two or more\./);
  const rows = await send(slug, formIn(refused.text), { act: 'add options' });
  const form = formIn(rows.text);
  assert.ok(form.has('options.0.label') && form.has('options.0.value'), 'a row to write in');
  form.delete('act');
  const one = { 'options.0.label': 'Low', 'options.0.value': '1', 'options.1.label': 'Off' };
  const half = await send(slug, form, { ...one, 'sends.series': 'heat{room="hall"}' });
  assert.equal(errorOf(half.text, 'options.1.value'), 'Write what it sends.');
  const word = await send(slug, form, { 'options.1.value': 'off' });
  assert.match(word.text, /A reading is a number: give each option a number, or send an event/);
  assert.equal((await send(slug, form, { 'options.1.value': '0' })).status, 303);
  assert.deepEqual(panelOf(slug), {
    ...{ kind: 'control', id: 'cpu', title: 'Pump', w: 4, h: 4, control: 'choice' },
    sends: { to: 'series', series: 'heat{room="hall"}' },
    options: [
      { label: 'Low', value: 1 },
      { label: 'Off', value: 0 },
    ],
  });
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
    [
      { 'queries.1.expr': 'sum(x) ' },
      { queries: [WHOLE_PANEL.kind === 'line' && WHOLE_PANEL.queries[0], { expr: 'sum(x)' }] },
    ],
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
    assert.deepEqual(panelOf(slug), WHOLE_PANEL);
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
  assert.deepEqual(panelOf(slug), WHOLE_PANEL);
});

test('a query may hold variables, in a sentence where it has them in quotes', async () => {
  const slug = await board();
  await app.deps.state.transactional.batch(() =>
    app.deps.dashboards.edit(slug, definition => ({
      ...definition,
      variables: [{ name: 'host', kind: 'custom', values: ['attic', 'cellar'] }],
    })),
  );
  const { page } = await open(slug);
  const form = formIn(page);
  assert.match(page, /One for each value of/);
  const { text } = await sendPart(slug, form, {
    ...{ 'queries.0.where.0.value': '$host', repeat: 'host', title: 'On $host' },
    'queries.1.expr': 'rate(humidity{host="$host"}[$__interval])',
  });
  assert.match(text, /Saved/);
  assert.match(text, /It cannot be a sentence: it has a variable where/);
  assert.doesNotMatch(text, /query__problem/);
  const { queries, repeat } = panelOf(slug) as { queries?: { expr: string }[]; repeat?: string };
  assert.match(queries![0]!.expr, /mode!="\$host"/);
  assert.equal(repeat, 'host');
  assert.equal((await open(slug)).status, 200);
});

test('another kind keeps what it can show', async () => {
  const slug = await board();
  const form = formIn((await open(slug)).page);
  await sendPart(slug, form, { kind: 'stat' });
  const now = panelOf(slug) as Record<string, unknown>;
  assert.equal(now.kind, 'stat');
  assert.deepEqual([now.unit, 'isStacked' in now, 'topics' in now], ['%', false, false]);
  assert.deepEqual(now.queries, WHOLE_PANEL.kind === 'line' && WHOLE_PANEL.queries);
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

test('nothing of this was a fault of the server', () => assert.deepEqual(app.complaints, []));
