import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import { DashboardDefinition } from '../dashboards/definition.ts';
import { routes } from '../routes.ts';
import { openApp } from '../testing/open-app.ts';

const app = await openApp({ after }, { TELLTALE_WEBHOOKS_TO: 'machine' });
const { state, dashboards } = app.deps;

const asked: string[] = [];
const device = createServer((request, response) => {
  asked.push(request.url!);
  response.end();
});
device.listen(0, '127.0.0.1');
await once(device, 'listening');
after(() => device.close());
const { port } = device.address() as AddressInfo;

const SLUG = 'rooms';
const placed = { kind: 'control', w: 6, h: 4, control: 'switch' };
const PANELS = [
  { ...placed, id: 'lamp', title: 'Lamp $room', repeat: 'room', sends: { to: 'series', series: 'lamp{room="$room"}' } },
  { ...placed, id: 'one', title: 'One', sends: { to: 'event', topic: 'one-$room' } },
  { ...placed, id: 'door', title: 'Door', question: 'Open $room?', sends: { to: 'event', topic: 'door-$room' } },
  { ...placed, id: 'free', title: 'Free', sends: { to: 'series', series: 'free{word="$word"}' } },
  { ...placed, id: 'hook', title: 'Hook', sends: { to: 'webhook', url: `http://127.0.0.1:${port}/do/$word?now` } },
  { ...placed, id: 'host', title: 'Host', sends: { to: 'webhook', url: 'http://$word/relay' } },
];
const definition = DashboardDefinition.parse({
  ...{ title: 'Rooms', panels: PANELS },
  variables: [
    { kind: 'custom', name: 'room', values: ['hall', 'attic'], isMulti: true, hasAll: true },
    { kind: 'text', name: 'word', value: 'plain' },
  ],
});
const { title, panels, variables } = definition;
await state.transactional.batch(() => dashboards.create({ title, panels, variables: variables! }, SLUG));

const HALL = { 'var-room': 'hall' };
const pageFor = async (query: Record<string, string> = {}) =>
  (await app.fetch(routes.dashboard.href({ slug: SLUG }, query), { as: 'owner', accept: 'text/html' })).text();
const press = (panel: string, query: Record<string, string> = {}, form: Record<string, string> = { value: 'on' }) =>
  app.fetch(routes.panelControl.href({ slug: SLUG, panel }, query), { as: 'owner', accept: 'text/html', form });
const latest = async () => (await app.deps.history.latest({})).series.map(({ key, value }) => `${key} ${value}`).sort();
const hrefsIn = (html: string) =>
  Array.from(html.matchAll(/action="([^"]*\/control[^"]*)"/g), ([, href]) => href!.replaceAll('&amp;', '&'));

test('a repeated control sends for its own value, and shows how that one stands', async () => {
  const hrefs = hrefsIn(await pageFor()).filter(href => href.includes('/lamp/'));
  assert.deepEqual(
    hrefs,
    ['hall', 'attic'].map(room => routes.panelControl.href({ slug: SLUG, panel: 'lamp' }, { 'var-room': room })),
  );
  const { status } = await app.fetch(hrefs[1]!, { as: 'owner', accept: 'text/html', form: { value: 'on' } });
  assert.equal(status, 303);
  assert.deepEqual(await latest(), ['lamp{room="attic"} 1']);
  const page = await pageFor();
  const states = Array.from(page.matchAll(/aria-checked="(\w+)" aria-label="Lamp (\w+)"/g), ([, is, room]) => [
    room,
    is,
  ]);
  assert.deepEqual(states, [
    ['hall', 'false'],
    ['attic', 'true'],
  ]);
});

test('which of them is meant has to be said, and only values that are offered count', async () => {
  const before = await latest();
  const which = await press('lamp');
  assert.equal(which.status, 422);
  assert.match(await which.text(), /There is one such control for each room: say which, with \?var-room=/);
  const stranger = await press('lamp', { 'var-room': 'cellar' });
  assert.equal(stranger.status, 422);
  assert.match(await stranger.text(), /There is no room “cellar” to choose/);
  assert.deepEqual(await latest(), before);
});

test('a control for one value is at rest where several are chosen, and says so', async () => {
  assert.match(await pageFor(), /id="panel-one"[\s\S]*?Choose one room: what is pressed goes to one place\./);
  assert.deepEqual(
    hrefsIn(await pageFor()).filter(href => href.includes('/one/')),
    [],
  );
  assert.equal((await press('one')).status, 422);
  const hrefs = hrefsIn(await pageFor(HALL)).filter(href => href.includes('/one/'));
  assert.deepEqual(hrefs, [routes.panelControl.href({ slug: SLUG, panel: 'one' }, HALL)]);
  assert.equal((await press('one', HALL)).status, 303);
  const page = await pageFor(HALL);
  assert.match(page, /aria-checked="true" aria-label="One"/);
});

test('the question is asked for the value, and asks with it what was asked', async () => {
  const page = await pageFor(HALL);
  assert.match(page, /id="panel-door"[\s\S]*?<input type="hidden" name="var-room" value="hall"/);
  const href = routes.panelControl.href({ slug: SLUG, panel: 'door' }, { ...HALL, value: 'on' });
  const question = await (await app.fetch(href, { as: 'owner', accept: 'text/html' })).text();
  assert.match(question, /Open hall\?/);
  assert.deepEqual(hrefsIn(question), [routes.panelControl.href({ slug: SLUG, panel: 'door' }, HALL)]);
  assert.equal((await press('door', HALL, { value: 'on', answer: 'yes' })).status, 303);
  const { events } = app.deps;
  assert.deepEqual((await events.newest(10)).map(({ topic }) => topic).sort(), ['door-hall', 'one-hall']);
});

test('whatever a value holds, it becomes no other label, topic, path or host', async () => {
  const hostile = 'x",room="y';
  assert.equal((await press('free', { 'var-word': hostile })).status, 303);
  assert.ok((await latest()).includes('free{word="x\\",room=\\"y"} 1'));
  assert.equal((await press('hook', { 'var-word': '../../admin?a=1#b' })).status, 303);
  await press('hook', { 'var-word': 'plain' });
  while (asked.length < 2) await once(device, 'request');
  assert.deepEqual(asked, ['/do/..%2F..%2Fadmin%3Fa%3D1%23b?now', '/do/plain?now']);
  const host = await press('host', { 'var-word': 'evil.example' });
  assert.equal(host.status, 422);
  assert.match(await host.text(), /Variables may stand in the path of an address/);
});
