import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DashboardDefinition, PanelDefinition } from '../dashboards/definition.ts';
import { thisMachine } from '../dashboards/this-machine.ts';
import { openRaw } from '../http/testing/raw-client.ts';
import { routes } from '../routes.ts';
import { type OpenApp, openApp } from '../testing/open-app.ts';
import { readHtml } from '../testing/read-html.ts';
import { openWith, pageOf, rowsOf } from './testing/home-page.ts';
import { waysToSend } from './ways-to-send.ts';

const HOME = routes.home.href();

async function keep({ deps: { state, dashboards } }: OpenApp, definition: DashboardDefinition, slug?: string) {
  return state.transactional.batch(() => dashboards.create(definition, slug));
}

test('before anything came Home waits, with a line that works as it stands', async t => {
  const app = await openApp(t);
  const page = await pageOf(app);
  assert.match(page, /Nothing yet\. Send something:/);
  assert.doesNotMatch(page, /Make a dashboard of these/);
  const line = /curl -d 21\.4 '([^']+)'/.exec(readHtml(page.replace('<!doctype html>', '')).text)![1]!;
  const { pathname, search } = new URL(`http://${line}`);
  assert.equal((await app.fetch(pathname + search, { method: 'POST', body: '21.4' })).status, 200);
});

test('what was sent and is on no dashboard is in the Inbox, the newest first, with labels, unit and details', async t => {
  const app = await openWith(t, ['humidity', 40]);
  app.nowMs += 1000;
  await app.send('temperature?room=attic&unit=°C', 21.4);
  const page = await pageOf(app);
  assert.deepEqual(rowsOf(page), ['temperature', 'humidity']);
  assert.match(page, /2 signals on no dashboard/);
  assert.match(page, /room=attic[\s\S]*21\.4[\s\S]*°C/);
  const details = routes.series.href({}, { key: 'temperature{room="attic"}' });
  assert.ok(page.includes(`href="${details.replaceAll('&', '&amp;')}"`));
});

test('what this server says of itself and its machine is not in the Inbox', async t => {
  const app = await openWith(t, ['host_cpu_percent', 5], ['telltale_streams_open', 1]);
  await app.deps.logs.append([{ stream: 'telltale', atMs: app.nowMs, level: 'info', text: 'listening', fields: {} }]);
  assert.match(await pageOf(app), /Nothing yet/);
});

test('hostile labels are shown as the text they are', async t => {
  const hostile = `</svg><script>alert("1")</script>'&`;
  const app = await openWith(t, [
    `temperature?room=${encodeURIComponent(hostile)}&unit=${encodeURIComponent('<b>')}`,
    1,
  ]);
  const page = await pageOf(app);
  assert.match(page, /room=&lt;\/svg&gt;&lt;script&gt;alert\(&quot;1&quot;\)/);
  assert.doesNotMatch(page, /<script>alert|<b>(?=<\/)/);
});

test('an open Home shows a first reading without a reload', async t => {
  const app = await openApp(t);
  const origin = await app.listen();
  const href = /hx-sse:connect="([^"]+)"/.exec(await pageOf(app))![1]!.replaceAll('&amp;', '&');
  using client = openRaw(origin, href, [`Cookie: ${app.headersOf('owner').Cookie}`]);
  await client.events(events => events.length > 0);
  await app.send('temperature?room=kitchen', 21.4);
  const events = await client.events(all => all.some(({ data }) => data.includes('inbox__title')));
  const { data } = events.at(-1)!;
  assert.match(data, /hx-target="#inbox-head"/);
  assert.deepEqual(rowsOf(data), ['temperature']);
});

test('one click makes a dashboard of what is in the Inbox, and the Inbox is empty', async t => {
  const app = await openWith(t, ['temperature?room=attic', 21], ['temperature?room=kitchen', 19], ['humidity', 40]);
  const made = await app.fetch(routes.inboxDashboards.href(), { as: 'owner', form: {} });
  assert.equal(made.status, 303);
  const slug = made.headers.get('location')!.split('/').at(-1)!;
  const { panels } = app.deps.dashboards.find(slug)!.definition;
  assert.deepEqual(
    panels.map(({ kind, title }) => [kind, title]),
    [
      ['stat', 'humidity'],
      ['line', 'temperature'],
    ],
  );
  const page = await pageOf(app);
  assert.deepEqual(rowsOf(page), []);
  assert.match(page, /every signal is on a dashboard/);
  const again = await app.fetch(routes.inboxDashboards.href(), { as: 'owner', form: {} });
  assert.equal(again.headers.get('location'), HOME);
  assert.equal(app.deps.dashboards.list().length, 1);
});

test('when there are as many dashboards as may be, the click says so and keeps nothing', async t => {
  const app = await openWith(t, ['temperature', 21]);
  app.deps.state.transactional.run(() => {
    for (let i = 0; i < 1000; i++) app.deps.dashboards.create({ title: 'x', panels: [] }, `x-${i}`);
  });
  const refused = await app.fetch(routes.inboxDashboards.href(), { as: 'owner', form: {} });
  assert.deepEqual(
    [refused.status, await refused.text()],
    [409, 'There are 1000 dashboards, which is the limit. Delete one first.\n'],
  );
});

test('a trial reading is sent by the server itself and lands in the Inbox', async t => {
  const app = await openApp(t);
  const sent = await app.fetch(routes.trialReading.href(), { as: 'owner', form: {} });
  assert.deepEqual([sent.status, sent.headers.get('location')], [303, HOME]);
  const page = await pageOf(app);
  assert.deepEqual(rowsOf(page), ['temperature']);
  assert.match(page, /room=kitchen[\s\S]*21\.4/);
});

test('a trial reading that cannot be kept says why', async t => {
  const app = await openApp(t, { TELLTALE_MAX_NEW_SERIES_PER_MINUTE: '1' });
  // Sent by the server itself, as the trial is: each token has a place of its own.
  await app.deps.history.append([{ metric: 'humidity', labels: {}, value: 40, atMs: app.nowMs }]);
  const refused = await app.fetch(routes.trialReading.href(), { as: 'owner', form: {} });
  assert.equal(refused.status, 503);
  assert.match(await refused.text(), /TELLTALE_MAX_NEW_SERIES_PER_MINUTE/);
});

test('who may only read sees no write token and nothing to press', async t => {
  const app = await openWith(t, ['temperature', 21.4]);
  const secret = app.deps.writeToken.read()!;
  assert.ok((await pageOf(app, 'owner')).includes(secret));
  for (const { name } of waysToSend('http://x', 'y')) {
    const page = await pageOf(app, 'read', routes.home.href({}, { how: name }));
    assert.equal(page.includes(secret), false);
    assert.match(page, /TOKEN/);
    assert.doesNotMatch(page, /Send one for me|Make a dashboard of these/);
  }
  const stream = (await app.fetch(routes.homeLive.href(), { as: 'read' })).body!.getReader();
  const { value } = await stream.read();
  await stream.cancel();
  const live = new TextDecoder().decode(value);
  assert.match(live, /<hx-partial/);
  assert.equal(live.includes(secret), false);
  for (const path of [routes.trialReading.href(), routes.inboxDashboards.href()])
    assert.equal((await app.fetch(path, { as: 'read', form: {} })).status, 403);
});

test('a revoked write token is no longer shown', async t => {
  const app = await openApp(t);
  const secret = app.deps.writeToken.read()!;
  const { id } = app.deps.auth.tokens().find(({ hint }) => secret.startsWith(hint))!;
  await app.fetch(routes.tokenRevocation.href({ id }), { as: 'owner', form: {} });
  const page = await pageOf(app);
  assert.equal(page.includes(secret), false);
  assert.match(page, /k=TOKEN/);
});

test('dashboards are listed with their leading number and whether it is live', async t => {
  const app = await openWith(t, ['temperature?unit=°C', 21.4]);
  const stat = (expr: string) => ({ kind: 'stat' as const, id: 'a', title: 'Now', w: 6, h: 4, queries: [{ expr }] });
  await keep(app, { title: 'Attic <1>', panels: [stat('temperature')] });
  await keep(app, { title: 'Silent', subtitle: 'the cellar', panels: [stat('humidity')] });
  await keep(app, { title: 'Sum', panels: [stat('sum(temperature)')] });
  const note = { kind: 'text' as const, id: 'n', title: 'N', w: 6, h: 4, markdown: 'Hello' };
  await keep(app, { title: 'Words', panels: [note] });
  const page = await pageOf(app);
  const rowOf = (slug: string) => new RegExp(`id="board-${slug}"[\\s\\S]*?</li>`).exec(page)![0];
  const room = { kind: 'query' as const, name: 'room', query: 'label_values(room)' };
  const inRoom = await keep(app, { title: 'In', variables: [room], panels: [stat('temperature{room="$room"}')] });
  assert.match(await pageOf(app), new RegExp(`id="board-${inRoom!.slug}"(?:(?!</li>)[\\s\\S])*live`));
  assert.match(rowOf('sum'), /live/);
  assert.doesNotMatch(rowOf('sum'), /21\.4/, 'one of what it sums up is not the sum');
  assert.doesNotMatch(rowOf('words'), /live|reading/);
  assert.match(page, /id="board-attic-1"[\s\S]*Attic &lt;1&gt;[\s\S]*21\.4\u00a0°C[\s\S]*live/);
  assert.match(page, /id="board-silent"[\s\S]*the cellar[\s\S]*no reading yet/);
});

test('the owner without a password is asked for one, nobody else is', async t => {
  const app = await openApp(t);
  assert.match(await pageOf(app, 'owner'), /Keep this server yours/);
  assert.doesNotMatch(await pageOf(app, 'read'), /Keep this server yours/);
  const { state, auth } = app.deps;
  await state.transactional.batch(() => auth.setCredentials(auth.owner()!.id, 'mara', 'hash'));
  assert.doesNotMatch(await pageOf(app, 'owner'), /Keep this server yours/);
});

test('This machine is on Home with its first row, as long as there is one', async t => {
  const app = await openApp(t);
  assert.doesNotMatch(await pageOf(app), /already live, nothing to set up/);
  await keep(app, thisMachine('boat', 'Linux 6'), 'this-machine');
  const page = await pageOf(app);
  assert.match(page, /already live, nothing to set up/);
  const shown = [...page.matchAll(/id="(panel-[a-z-]+)" aria-labelledby/g)].map(([, id]) => id);
  assert.deepEqual(shown, ['panel-cpu', 'panel-memory', 'panel-requests', 'panel-event-loop', 'panel-readings']);
});

test('an open Home goes on when dashboards are changed, and shows what became of them', async t => {
  const app = await openWith(t, ['temperature?room=attic&unit=°C', 21.4], ['humidity', 40]);
  const { state, dashboards } = app.deps;
  const stat = (expr: string, w = 6): PanelDefinition => {
    return { kind: 'stat', id: 'a', title: 'Now', subtitle: expr, w, h: 4, queries: [{ expr }] };
  };
  await keep(app, { title: 'Machine', panels: [stat('host_cpu_percent')] }, 'this-machine');
  await keep(app, { title: 'Attic', panels: [] }, 'attic');
  const origin = await app.listen();
  const href = /hx-sse:connect="([^"]+)"/.exec(await pageOf(app))![1]!.replaceAll('&amp;', '&');
  using client = openRaw(origin, href, [`Cookie: ${app.headersOf('owner').Cookie}`]);
  await client.events(events => events.length > 0);
  const edit = (slug: string, panels: PanelDefinition[], title = 'Attic') =>
    state.transactional.batch(() => dashboards.edit(slug, () => ({ title, panels })));
  const seen = (text: string) => client.events(all => all.some(({ data }) => data.includes(text)));

  await edit('attic', [stat('temperature')]);
  await seen('boards__number">21.4');
  await edit('this-machine', [stat('host_load1', 12)], 'Machine');
  await seen('host_load1');
  await app.send('host_load1', 3);
  await seen('boards__number">3<');
  await keep(app, { title: 'Another', panels: [stat('humidity')] });
  await seen('every signal is on a dashboard');
  const before = (await seen('board-another')).length;
  // What Home does not show of a dashboard is not told.
  await edit('attic', [{ ...stat('temperature'), id: 'b', subtitle: 'unseen here' } as PanelDefinition]);
  await app.send('humidity', 77);
  const told = (await seen('boards__number">77')).slice(before);
  assert.ok(told.every(({ data }) => !data.includes('board-attic')));
  await state.transactional.batch(() => dashboards.remove('another'));
  const events = await seen('1 signal on no dashboard');
  assert.ok(events.every(({ event }) => event !== 'restart'));
  const ownPage = await pageOf(app);
  assert.doesNotMatch(ownPage, /board-another/);
});

test('a screen of Home that cannot begin leaves nothing behind', async t => {
  const app = await openApp(t);
  await keep(app, thisMachine('boat', 'Linux 6'), 'this-machine');
  const line: DashboardDefinition['panels'][number] = {
    kind: 'log',
    id: 'log',
    title: 'Log',
    w: 24,
    h: 4,
    stream: 'x',
  };
  app.deps.state.transactional.run(() => {
    app.deps.dashboards.remove('this-machine');
    app.deps.dashboards.create({ title: 'This machine', panels: [line] }, 'this-machine');
  });
  await app.deps.logs.close();
  assert.equal((await app.fetch(HOME, { as: 'owner' })).status, 500);
  assert.equal(app.complaints.length, 1);
  assert.equal(app.deps.history.live.subscribers, 0);
});

test('every way to send holds the whole address and the token', () => {
  const ways = waysToSend('https://telltale.example', 'w_secret');
  assert.deepEqual(
    ways.map(({ name }) => name),
    ['curl', 'powershell', 'python', 'node', 'telegraf', 'log', 'image', 'job', 'event'],
  );
  for (const { text } of ways) assert.match(text, /https:\/\/telltale\.example[\s\S]*w_secret/);
  assert.equal(
    waysToSend('http://localhost:8355', 'w_1')[0]!.text,
    "curl -d 21.4 'localhost:8355/in/temperature?room=kitchen&k=w_1'",
  );
});

test('the way that the address names is shown, and curl when it names none', async t => {
  const app = await openApp(t);
  assert.match(await pageOf(app, 'owner', routes.home.href({}, { how: 'telegraf' })), /outputs\.influxdb_v2/);
  assert.match(await pageOf(app, 'owner', routes.home.href({}, { how: 'nonsense' })), /curl -d 21\.4/);
});

test('Home is text in a terminal, JSON to a program, its content to htmx, and a stream, all at one address', async t => {
  const app = await openWith(t, ['shown', 7], ['temperature?room=attic&unit=°C', 21.4]);
  const panels = [
    { kind: 'stat' as const, id: 'a', title: 'A', w: 24, h: 4, queries: [{ expr: 'shown' }] },
    { kind: 'stat' as const, id: 'b', title: 'B', w: 24, h: 4, queries: [{ expr: 'shown' }] },
  ];
  await keep(app, { title: 'Garden', panels });
  await keep(app, { title: 'This machine', panels }, 'this-machine');
  await keep(app, { title: 'Bare', panels: [] });

  const text = await (await app.fetch(HOME, { as: 'read', accept: 'text/plain' })).text();
  assert.match(
    text,
    /^Home +[\d:]{8} \S+\n\nInbox · 1 signal on no dashboard\n {2}temperature\{room="attic"\} +21\.4 °C {2}1 s /,
  );
  assert.match(text, /\n\nDashboards\n[\s\S]*^ {2}Garden +7 {2}1 s [\s\S]*^ {2}Bare +no panel yet$/m);
  assert.match(text, /\n\nThis machine · already live, nothing to set up\nA +7 {2}1 s +[▁-█]\n$/);

  const json = (await (await app.fetch(HOME, { as: 'read', accept: 'application/json' })).json()) as {
    inbox: { key: string; value: number; unit: string }[];
    dashboards: { slug: string; href: string }[];
  };
  assert.deepEqual(
    json.inbox.map(({ key, value, unit }) => [key, value, unit]),
    [['temperature{room="attic"}', 21.4, '°C']],
  );
  assert.deepEqual(json.dashboards.map(({ href }) => href).toSorted(), [
    routes.dashboard.href({ slug: 'bare' }),
    routes.dashboard.href({ slug: 'garden' }),
    routes.dashboard.href({ slug: 'this-machine' }),
  ]);

  const headers = { 'HX-Request': 'true', 'HX-Request-Type': 'partial' };
  const fragment = await (await app.fetch(HOME, { as: 'owner', accept: 'text/html', headers })).text();
  assert.deepEqual(readHtml(fragment).roots, ['form', 'div', 'div', 'div']);
  assert.doesNotMatch(fragment, /<html|<title/);
  const events = await app.fetch(HOME, { as: 'read', accept: 'text/event-stream' });
  assert.match(events.headers.get('content-type') ?? '', /^text\/event-stream\b/);
  await events.body?.cancel();
  assert.equal(app.deps.gate.open, 0);
});

test('an empty Home says in a terminal that it waits', async t => {
  const app = await openApp(t);
  const text = await (await app.fetch(HOME, { as: 'read', accept: 'text/plain' })).text();
  assert.match(text, /\n\nInbox +Nothing yet\. /);
});
