import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { routes } from '../routes.ts';
import { type AppRequest, openApp } from '../testing/open-app.ts';

/** Each test has metrics of its own in it. */
const app = await openApp({ after });
const ask = (path: string, request: AppRequest = {}) =>
  app.fetch(path, { as: 'owner', accept: 'text/html', ...request });
const seriesHref = (key: string) => routes.series.href({}, { key });
const textOf = async (path: string) => (await ask(path)).text();

interface Name {
  readonly metric: string;
  readonly labels?: readonly (readonly [string, string])[];
  readonly join?: boolean;
}

const fields = (key: string, { metric, labels = [], join = false }: Name) =>
  new URLSearchParams([
    ...[['key', key] as [string, string], ['metric', metric] as [string, string]],
    ...labels.flatMap(([label, value]): [string, string][] => [
      ['label', label],
      ['value', value],
    ]),
    ...(join ? [['join', 'on'] as [string, string]] : []),
  ]);
const rename = (key: string, name: Name, headers = {}) =>
  ask(routes.seriesName.href(), { method: 'POST', body: fields(key, name), headers });

test('renaming leads to the page under the new name, with its readings, and Undo renames back', async () => {
  await app.send('heat?room=attic', 21);
  const key = 'heat{room="attic"}';
  const renamed = await rename(key, {
    metric: 'temperature',
    labels: [
      ['room', 'loft'],
      ['größe', '2'],
      ['', ''],
    ],
  });
  const newKey = 'temperature{"größe"="2",room="loft"}';
  assert.deepEqual(
    [renamed.status, renamed.headers.get('location')],
    [303, routes.series.href({}, { key: newKey, renamed: key })],
  );
  assert.equal((await ask(seriesHref(key))).status, 404);
  const page = await textOf(renamed.headers.get('location')!);
  assert.match(page, /class="value">21</);
  assert.match(page, /Renamed from <code>heat\{room=/);
  const undo = page.slice(page.indexOf('Renamed from'), page.indexOf('Undo'));
  const given = [...undo.matchAll(/name="(\w+)" value="([^"]*)"/g)].map(([, name, value]): [string, string] => [
    name!,
    value!.replaceAll('&quot;', '"'),
  ]);
  assert.deepEqual(given, [
    ['key', newKey],
    ['metric', 'heat'],
    ['label', 'room'],
    ['value', 'attic'],
    ['join', 'on'],
  ]);
  const back = await ask(routes.seriesName.href(), { method: 'POST', body: new URLSearchParams(given) });
  assert.equal(back.headers.get('location'), routes.series.href({}, { key, renamed: newKey }));
  assert.equal((await ask(seriesHref(key))).status, 200);
});

test('Undo is offered for what was renamed within ten minutes, and never because an address says so', async () => {
  await app.send('one', 1);
  await app.send('two', 2);
  assert.doesNotMatch(await textOf(routes.series.href({}, { key: 'one', renamed: 'two' })), /Renamed from|Undo/);
  await rename('one', { metric: 'three' });
  const page = routes.series.href({}, { key: 'three', renamed: 'one' });
  assert.match(await textOf(page), /Undo/);
  app.nowMs += 10 * 60_000;
  assert.doesNotMatch(await textOf(page), /Renamed from|Undo/);
});

test('where there is script, htmx is told to go to the new page', async () => {
  await app.send('scripted', 1);
  const renamed = await rename('scripted', { metric: 'scripted_too' }, { 'HX-Request': 'true' });
  assert.deepEqual(
    [renamed.status, renamed.headers.get('hx-redirect')],
    [204, routes.series.href({}, { key: 'scripted_too', renamed: 'scripted' })],
  );
});

test('a name that is none is refused in its place, by the rules of senders, and what was typed stays', async () => {
  await app.send('kept?room=attic', 1);
  const key = 'kept{room="attic"}';
  for (const [name, reason] of [
    [{ metric: ' ' }, /The name of a metric is empty; write one, as in room_temperature\./],
    [{ metric: 'x'.repeat(201) }, /is longer than 200 bytes; shorten it\./],
    [{ metric: 'a\u0007b' }, /holds a control character/],
    [{ metric: 'kept', labels: [['__room', 'x']] }, /begins with __, which is reserved/],
    [{ metric: 'kept', labels: [['', 'x']] }, /The name of a label is empty/],
    [
      {
        metric: 'kept',
        labels: [
          ['a', '1'],
          ['a', '2'],
        ],
      },
      /The label a is given twice/,
    ],
    [{ metric: 'kept', labels: [['room', 'attic']] }, /That is its name already\./],
  ] as const satisfies [Name, RegExp][]) {
    const response = await rename(key, name);
    const page = await response.text();
    assert.equal(response.status, 422, String(reason));
    assert.match(page, reason);
    assert.match(page, /role="alert"/);
    assert.ok(page.includes(`value="${name.metric.trim()}"`), 'as it was typed');
  }
  assert.equal((await ask(seriesHref(key))).status, 200);
});

test('a name that is taken is refused, with an offer to join them; joined they cannot be undone', async () => {
  await app.send('left', 1);
  await app.send('right', 2);
  const refused = await rename('left', { metric: 'right' });
  const page = await refused.text();
  assert.equal(refused.status, 422);
  assert.match(page, /There is a series right already, with readings of its own\./);
  assert.match(page, /type="checkbox" name="join"/);
  const joined = await rename('left', { metric: 'right', join: true });
  assert.equal(joined.headers.get('location'), routes.series.href({}, { key: 'right', joined: 'left' }));
  const after = await textOf(joined.headers.get('location')!);
  assert.match(after, /Joined <code>left<\/code> with this series/);
  assert.doesNotMatch(after, />Undo</);
  assert.equal((await ask(seriesHref('left'))).status, 404);
});

test('a unit that a person gave goes along', async () => {
  await app.send('flow', 3);
  await ask(routes.seriesUnit.href(), { form: { key: 'flow', unit: 'm³' } });
  await rename('flow', { metric: 'stream' });
  assert.match(await textOf(seriesHref('stream')), /class="value__unit">m³/);
  assert.equal(app.deps.units.unitOf('flow'), undefined);
});

test('a label with line breaks is renamed beside without losing them', async () => {
  await app.send('lines?note=one%0Atwo', 1);
  const key = 'lines{note="one\\ntwo"}';
  assert.match(await textOf(seriesHref(key)), /<textarea[^>]*name="value"[^>]*>\n\n?one\ntwo<\/textarea>/);
  const renamed = await rename(key, { metric: 'texts', labels: [['note', 'one\r\ntwo']] });
  assert.match(renamed.headers.get('location')!, /texts/);
  assert.equal((await ask(seriesHref('texts{note="one\\ntwo"}'))).status, 200);
});

test('help and unit of a metric stand on the page and beside its series, in their own words', async () => {
  await app.send('level?tank=a', 3);
  await app.send('level?tank=b', 4);
  const key = 'level{tank="a"}';
  const form = { key, unit: '', metricUnit: 'cm', help: ' How deep it is.\n<b>Now.</b> ' };
  const saved = await ask(routes.seriesUnit.href(), { form });
  assert.equal(saved.status, 303);
  const page = await textOf(seriesHref('level{tank="b"}'));
  assert.match(page, /How deep it is\.\n&lt;b&gt;Now\.&lt;\/b&gt;/);
  assert.match(page, /class="value">4<span class="value__unit">cm/);
  assert.match(page, /the metric is in cm/);
  const table = await textOf(routes.explore.href({}, { q: 'level' }));
  assert.match(table, /class="series__help" title="How deep it is/);
  assert.match(table, /3\u00a0cm/);
  const json = await (await ask(seriesHref(key), { accept: 'application/json' })).json();
  assert.equal((json as { help: string }).help, 'How deep it is.\n<b>Now.</b>');
});

test('saving help does not hold on to a unit that nobody gave the series', async () => {
  await app.send('speed', 3);
  const save = (metricUnit: string, unit: string) =>
    ask(routes.seriesUnit.href(), { form: { key: 'speed', unit, metricUnit, help: 'Wind.' } });
  await save('m/s', '');
  await save('km/h', 'm/s');
  assert.match(await textOf(seriesHref('speed')), /class="value__unit">km\/h/);
});

test('help that is too long is refused with a sentence, and stays to be shortened', async () => {
  await app.send('long_help', 1);
  const help = 'ü'.repeat(600);
  const response = await ask(routes.seriesUnit.href(), { form: { key: 'long_help', unit: 'x', help } });
  const page = await response.text();
  assert.equal(response.status, 422);
  assert.match(page, /Help is at most 1024 bytes; shorten it\./);
  assert.ok(page.includes(help));
  assert.deepEqual(await app.deps.history.metadata(['long_help']), []);
});

test('who may only read can neither rename nor describe', async () => {
  await app.send('guarded', 1);
  const page = await (await ask(seriesHref('guarded'), { as: 'read' })).text();
  assert.doesNotMatch(page, /Rename|Unit and help/);
  for (const path of [routes.seriesName.href(), routes.seriesUnit.href()])
    assert.equal((await ask(path, { as: 'read', form: { key: 'guarded', metric: 'x' } })).status, 403);
});

test('nothing of this was a fault of the server', () => {
  assert.deepEqual(app.complaints, []);
});
