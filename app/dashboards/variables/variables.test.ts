// biome-ignore-all lint/suspicious/noTemplateCurlyInString: variables are written like that.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { routes } from '../../routes.ts';
import { openApp } from '../../testing/open-app.ts';
import { DashboardDefinition } from '../definition.ts';

const app = await openApp({ after });

type Given = Pick<DashboardDefinition, 'panels' | 'variables'>;

async function makeDashboard(title: string, given: Given) {
  const { state, dashboards } = app.deps;
  const made = await state.transactional.batch(() => dashboards.create({ title, ...given }));
  return made!.slug;
}

async function look(slug: string, query: Record<string, string | string[]> = {}) {
  const response = await app.fetch(routes.dashboard.href({ slug }, query), { as: 'owner', accept: 'text/html' });
  return response.text();
}

/** What stands in the panels, without their frames. */
const clothOf = (page: string) => page.slice(page.indexOf('id="cloth"'));
const optionsOf = (page: string, name: string) => {
  const select = new RegExp(`<select[^>]*name="var-${name}".*?</select>`, 's').exec(page)?.[0] ?? '';
  return [...select.matchAll(/<option value="([^"]*)"( selected)?/g)].map(([, value, chosen]) =>
    chosen ? `*${value}` : value!,
  );
};

const place = { w: 6, h: 4 };
const stat = (id: string, expr: string, more: object = {}) => ({
  kind: 'stat' as const,
  id,
  title: id,
  ...place,
  queries: [{ expr }],
  ...more,
});

const query = (name: string, text: string, more: object = {}) => ({
  kind: 'query' as const,
  name,
  query: text,
  ...more,
});

for (const [name, value] of [
  ['attic', 21],
  ['cellar', 11],
] as const)
  for (const floor of ['1', '2']) await app.send(`warmth?room=${name}&floor=${floor}`, value + Number(floor) / 10);
await app.send('warmth?room=odd%22%7D%20or%20x%7B&floor=3', 77);

test('a dashboard can be looked at for each value of a label, by an address and a form that needs no script', async () => {
  const slug = await makeDashboard('Rooms', {
    variables: [query('room', 'label_values(warmth, room)')],
    panels: [stat('now', 'max(warmth{room="$room"})', { title: 'Warmth in $room' })],
  });
  const first = await look(slug);
  assert.deepEqual(optionsOf(first, 'room'), ['*attic', 'cellar', 'odd&quot;} or x{']);
  assert.match(clothOf(first), /Warmth in attic.*21\.2/s);
  const second = await look(slug, { 'var-room': 'cellar' });
  assert.deepEqual(optionsOf(second, 'room'), ['attic', '*cellar', 'odd&quot;} or x{']);
  assert.match(clothOf(second), /Warmth in cellar.*11\.2/s);
  assert.match(second, /<form[^>]*method="get"[^>]*action="\/d\/rooms"/);
  assert.match(clothOf(await look(slug, { 'var-room': 'odd"} or x{' })), /Warmth in odd&quot;\} or x\{.*77/s);
});

test('a variable can ask for the values that go with the one before it', async () => {
  const slug = await makeDashboard('Chained', {
    variables: [
      query('room', 'label_values(room)'),
      query('floor', 'label_values(warmth{room="$room"}, floor)', { isMulti: true, hasAll: true }),
    ],
    panels: [stat('sum', 'count(warmth{room="$room",floor="$floor"})', { title: 'Floors $floor' })],
  });
  const odd = await look(slug, { 'var-room': 'odd"} or x{' });
  assert.match(odd, /value="\$__all" checked.*?value="3"/s);
  assert.doesNotMatch(odd, /name="var-floor" value="1"/);
  const attic = await look(slug, { 'var-room': 'attic' });
  assert.match(clothOf(attic), /Floors All.*?2/s);
  const two = clothOf(await look(slug, { 'var-room': 'attic', 'var-floor': ['1', '2'] }));
  assert.match(two, /Floors 1, 2/);
});

test('a panel is repeated for each value, with an id that stays when others come', async () => {
  const slug = await makeDashboard('Repeated', {
    variables: [query('room', 'label_values(warmth, room)', { isMulti: true, hasAll: true })],
    panels: [stat('one', 'max(warmth{room="$room"})', { title: 'In $room', repeat: 'room' })],
  });
  const idsOf = (page: string) => [...clothOf(page).matchAll(/<article[^>]*id="(panel-[^"]+)"/g)].map(([, id]) => id);
  const all = await look(slug);
  assert.equal(idsOf(all).length, 3);
  assert.match(clothOf(all), /In attic.*21\.2.*In cellar.*11\.2/s);
  const [, cellar] = idsOf(all);
  assert.deepEqual(idsOf(await look(slug, { 'var-room': 'cellar' })), [cellar]);
  const text = await app.fetch(routes.dashboard.href({ slug }, { 'var-room': ['attic', 'cellar'] }), {
    as: 'read',
    accept: 'text/plain',
  });
  assert.match(await text.text(), /In attic.*21\.2.*In cellar.*11\.2/s);
});

test('lists, texts, lengths of time and constants are variables, too', async () => {
  const slug = await makeDashboard('Kinds', {
    variables: [
      { kind: 'custom', name: 'agg', values: ['max', 'min'] },
      { kind: 'interval', name: 'over', values: ['1m', '5m'], value: '5m' },
      { kind: 'text', name: 'room', label: 'Room', value: 'attic' },
      { kind: 'constant', name: 'metric', value: 'warmth' },
    ],
    panels: [stat('now', '$agg(${agg}_over_time($metric{room=~"$room"}[$over]))', { title: '$agg over $over' })],
  });
  const page = await look(slug);
  assert.deepEqual(
    [optionsOf(page, 'agg'), optionsOf(page, 'over')],
    [
      ['*max', 'min'],
      ['1m', '*5m'],
    ],
  );
  assert.match(page, /<input[^>]*name="var-room"[^>]*value="attic"/);
  assert.doesNotMatch(page, /name="var-metric"/);
  assert.match(clothOf(page), /max over 5m.*21\.2/s);
  assert.match(clothOf(await look(slug, { 'var-agg': 'min', 'var-room': 'cellar' })), /min over 5m.*11\.1/s);
});

test('a value that cannot stand where it is used is told in its panel, and the others go on', async () => {
  const slug = await makeDashboard('Wrong', {
    variables: [{ kind: 'text', name: 'n', value: '1' }],
    panels: [stat('top', 'topk($n, warmth)'), stat('well', 'max(warmth{room="attic"})')],
  });
  const cloth = clothOf(await look(slug, { 'var-n': '1, warmth) or vector(99' }));
  assert.match(
    cloth,
    /No answer.*The value &quot;1, warmth\) or vector\(99&quot; of \$n cannot stand here: outside of quotes/s,
  );
  assert.match(cloth, /21\.2/);
  assert.doesNotMatch(cloth, />99</);
});

test('viewers with the same choices share a screen, others have their own, and what is no variable changes nothing', async () => {
  const slug = await makeDashboard('Shared', { variables: [query('room', 'label_values(warmth, room)')], panels: [] });
  const cursor = async (search: Record<string, string>) => /cursor=(\w+)-/.exec(await look(slug, search))![1];
  const attic = await cursor({ 'var-room': 'attic' });
  assert.equal(await cursor({ 'var-room': 'attic', 'var-other': 'x' }), attic);
  assert.notEqual(await cursor({ 'var-room': 'cellar' }), attic);
});

test('variables that cannot be kept are refused with what to write', () => {
  const problemsOf = (variables: unknown, panels: unknown = []) =>
    DashboardDefinition.safeParse({ title: 'x', variables, panels })
      .error?.issues.map(({ message }) => message)
      .join('\n') ?? 'none';
  assert.match(problemsOf([query('a', 'values(up)')]), /write label_values\(label\)/);
  assert.match(problemsOf([query('a', 'label_values(up{, b)')]), /The \{ is not closed/);
  assert.match(problemsOf([query('__a', 'label_values(b)')]), /a name has 1 to 50 letters/);
  assert.match(
    problemsOf([query('a', 'label_values(b)'), query('a', 'label_values(b)')]),
    /names of variables must differ/,
  );
  assert.match(problemsOf([{ kind: 'interval', name: 'a', values: ['soon'] }]), /write a length of time/);
  assert.match(problemsOf(Array.from({ length: 21 }, (_, i) => query(`v${i}`, 'label_values(b)'))), /20/);
  assert.equal(problemsOf([query('a', 'label_values(up{x="$b"}, c)')]), 'none');
  assert.match(problemsOf([], [stat('p', 'rate(up{a="$b"}[$c]')]), /./);
  assert.equal(problemsOf([], [stat('p', 'topk($n, sum by ($l) (rate(up{a="$b"}[$__rate_interval])))')]), 'none');
});

test('a dashboard as a file has its variables, and reading it again gives the same', async () => {
  const variables: Given['variables'] = [
    query('room', 'label_values(warmth, room)', { label: 'Room', isMulti: true, hasAll: true }),
    { kind: 'interval', name: 'over', values: ['1m'], value: '1m' },
  ];
  const slug = await makeDashboard('As a file', {
    variables,
    panels: [stat('one', 'max(warmth)', { repeat: 'room' })],
  });
  const file = await (await app.fetch(routes.dashboardFile.href({ slug }), { as: 'owner' })).text();
  const post = (body: string) =>
    app.fetch(routes.dashboards.href(), { as: 'owner', accept: 'application/json', method: 'POST', body });
  assert.equal(((await (await post(file)).json()) as { outcome: string }).outcome, 'unchanged');
  const other = await post(file.replace('"1m"', '"2m"'));
  assert.equal(other.status, 409);
  assert.match(await other.text(), /variable \$over changed/);
});

const slugOfForm = await makeDashboard('Formed', { panels: [stat('one', 'max(warmth{room="$room"})')] });
const post = (form: Record<string, string>, as: 'owner' | 'read' = 'owner') =>
  app.fetch(routes.dashboardVariables.href({ slug: slugOfForm }), { as, form });
const variablesNow = () => app.deps.dashboards.find(slugOfForm)!.definition.variables;

test('variables are described in one form, which shows what each offers before it is kept', async () => {
  const first = { 'name.0': 'room', 'kind.0': 'query', 'offers.0': 'label_values(warmth, room)' };
  const second = { 'name.1': 'over', 'kind.1': 'interval', 'offers.1': '1m\r\n5m\r\n', 'place.1': '1', 'place.0': '2' };
  const preview = await post({ ...first, act: 'preview' });
  assert.match(await preview.text(), /offers attic, cellar, odd/);
  assert.equal(variablesNow(), undefined);
  assert.equal((await post({ ...first, ...second, act: 'save' })).status, 303);
  assert.deepEqual(variablesNow(), [
    { kind: 'interval', name: 'over', values: ['1m', '5m'] },
    { kind: 'query', name: 'room', query: 'label_values(warmth, room)' },
  ]);
  const page = await (await app.fetch(routes.dashboardVariables.href({ slug: slugOfForm }), { as: 'owner' })).text();
  assert.match(page, /offers 1m, 5m.*offers attic, cellar/s);
});

test('variables are changed by somebody, who can undo it', async () => {
  const before = variablesNow();
  await post({ 'name.0': 'other', 'kind.0': 'text', act: 'save' });
  assert.notDeepEqual(variablesNow(), before);
  const [newest] = app.deps.dashboards.versions.list(slugOfForm);
  assert.equal(newest?.by, app.deps.auth.owner()!.name);
  await app.fetch(routes.dashboardEdit.href({ slug: slugOfForm }), { as: 'owner', form: { act: 'undo' } });
  assert.deepEqual(variablesNow(), before);
});

test('a form that cannot be kept says what is wrong beside it, and keeps what was typed', async () => {
  const before = variablesNow();
  const refused = await post({
    'name.0': 'room',
    'kind.0': 'query',
    'offers.0': 'up',
    'name.1': 'no name',
    'kind.1': 'text',
  });
  const page = await refused.text();
  assert.equal(refused.status, 422);
  assert.match(page, /Offers: write label_values\(label\)/);
  assert.match(page, /value="no name"[^>]*aria-invalid|aria-invalid[^>]*value="no name"/);
  assert.equal((await post({ 'name.0': 'a', 'kind.0': 'text', 'name.1': 'a', 'kind.1': 'text' })).status, 422);
  assert.equal((await post({ 'name.0': 'a', 'kind.0': 'text' }, 'read')).status, 403);
  assert.deepEqual(variablesNow(), before);
  assert.equal((await post({ 'name.0': 'room', 'kind.0': 'text', 'isGone.0': 'on' })).status, 303);
  assert.equal(variablesNow(), undefined);
});

test('a value in the title and the Markdown of a text stays text, whatever is in it', async () => {
  const evil = '**a** <b>&lt; `c` [d](javascript:e) /?&#"';
  const markdown = [
    '## In ${host}',
    'Is *$host* well, `$host`? $$other <i>$host</i> ![$host](x)',
    '    $host\n\n| h |\n|---|\n| $host |',
    '[see](https://example.com/?h=$host&b=1) [script]($host) [none](javascript:$host)',
  ].join('\n\n');
  const slug = await makeDashboard('Texts', {
    variables: [{ kind: 'text', name: 'host' }],
    panels: [{ kind: 'text', id: 'note', title: 'Of $host', ...place, markdown }],
  });
  const cloth = clothOf(await look(slug, { 'var-host': evil }));
  const shown = evil.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
  for (const words of [
    `Of ${shown}`,
    `<h4>In ${shown}</h4>`,
    `<em>${shown}</em>`,
    `<code>${shown}</code>`,
    `<td>${shown}</td>`,
  ])
    assert.ok(cloth.includes(words), words);
  assert.ok(cloth.includes(`$$other &lt;i&gt;${shown}&lt;/i&gt;`), 'what is no variable stays as it is');
  const links = [...cloth.matchAll(/<div class="prose".*?<\/div>/gs)][0]![0].matchAll(/href="([^"]*)"/g);
  const written = encodeURIComponent(evil);
  assert.deepEqual(
    Array.from(links, ([, href]) => href),
    [`https://example.com/?h=${written}&amp;b=1`, written],
  );
  assert.doesNotMatch(cloth, /<b>&lt;|<strong>a|<img|<i>/);

  const text = await (
    await app.fetch(routes.dashboard.href({ slug }, { 'var-host': evil }), { as: 'owner', accept: 'text/plain' })
  ).text();
  assert.ok(text.includes(`Is *${evil}* well`), text);
});

test('whoever chooses another value or another time keeps the sections open and closed as they are', async () => {
  const section = (id: string, isCollapsed = false) => {
    const [w, h] = [24, 1] as const;
    return { kind: 'section' as const, id, title: id, w, h, isCollapsed };
  };
  const slug = await makeDashboard('Folded', {
    variables: [query('room', 'label_values(warmth, room)')],
    panels: [section('disks', true), stat('a', 'up'), section('network'), stat('b', 'up')],
  });
  const page = await look(slug, { open: 'disks', closed: 'network', range: '1h' });
  const forms = [...page.matchAll(/<form[^>]*method="get".*?<\/form>/gs)].map(([form]) => form);
  const ofThePage = forms.filter(form => form.includes(`action="${routes.dashboard.href({ slug })}"`));
  assert.equal(ofThePage.length, 3, 'the form of variables and two for the time');
  for (const form of ofThePage)
    for (const kept of ['name="open" value="disks"', 'name="closed" value="network"'])
      assert.ok(form.includes(kept), form);
  const sixHours = /href="([^"]*range=6h[^"]*)"/.exec(page)?.[1] ?? '';
  for (const kept of ['open=disks', 'closed=network']) assert.ok(sixHours.includes(kept), sixHours);
});
