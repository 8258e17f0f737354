import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, describe, test } from 'node:test';
import type { AuditLine } from '../audit/store.ts';
import type { PanelDefinition } from '../dashboards/definition.ts';
import { openRaw } from '../http/testing/raw-client.ts';
import { routes } from '../routes.ts';
import { type AppRequest, openApp } from '../testing/open-app.ts';
import { readHtml } from '../testing/read-html.ts';
import { CARRY_WITHIN_MS, createControls, MAX_WAITING } from './controls.ts';
import { createPressStore } from './store.ts';

const app = await openApp({ after }, { TELLTALE_WEBHOOKS_TO: 'machine' });
const { state, dashboards, presses, controls } = app.deps;

const placed = { w: 6, h: 4, kind: 'control' } as const;
const SLUG = 'house';
const PANELS: PanelDefinition[] = [
  { ...placed, id: 'lamp', title: 'Lamp <i>', control: 'switch', sends: { to: 'series', series: 'lamp{room="hall"}' } },
  {
    ...{ ...placed, id: 'pump', title: 'Pump', control: 'switch', sends: { to: 'event', topic: 'pump' } },
    confirmExpr: 'pump_running',
  },
  {
    ...{ ...placed, id: 'heat', title: 'Heat', control: 'slider', sends: { to: 'series', series: 'heat' } },
    ...{ min: 5, max: 30, step: 0.5, unit: '°C' },
  },
  {
    ...{ ...placed, id: 'mode', title: 'Mode', control: 'choice', sends: { to: 'event', topic: 'mode' } },
    options: [
      { value: 'eco', label: 'Saving' },
      { value: 'full', label: 'Full power' },
    ],
  },
  { ...placed, id: 'sign', title: 'Sign', control: 'text', maxChars: 20, sends: { to: 'event', topic: 'sign' } },
  {
    ...{ ...placed, id: 'door', title: 'Door', control: 'button', question: 'Open the door for everybody?' },
    sends: { to: 'event', topic: 'door' },
  },
  { ...placed, id: 'plain', title: 'Plain', kind: 'stat', queries: [{ expr: 'lamp' }] },
];

await state.transactional.batch(() => dashboards.create({ title: 'House', panels: PANELS }, SLUG));

const hrefOf = (panel: string, slug = SLUG) => routes.panelControl.href({ slug, panel });
const post = (panel: string, form: Record<string, string>, request: AppRequest = {}) =>
  app.fetch(hrefOf(panel), { as: 'owner', accept: 'text/html', form, ...request });
const postJson = (panel: string, value: unknown, request: AppRequest = {}) =>
  app.fetch(hrefOf(panel), {
    ...{ as: 'admin', method: 'POST', body: JSON.stringify({ value }), accept: 'application/json' },
    ...{ headers: { 'Content-Type': 'application/json' }, ...request },
  });
const page = async (as: 'owner' | 'read' = 'owner', slug = SLUG) =>
  (await app.fetch(routes.dashboard.href({ slug }), { as, accept: 'text/html' })).text();
const panelIn = (html: string, id: string) =>
  new RegExp(`<article class="panel" id="panel-${id}".*?</article>`, 's').exec(html)![0];
const latest = async (key: string) => (await app.deps.history.latest({ keys: [key] })).series[0]?.value;
const auditLines = async (subject: string) => {
  const found = await app.fetch(routes.audit.href({}, { subject }), { as: 'admin', accept: 'application/json' });
  return ((await found.json()) as { lines: AuditLine[] }).lines;
};

describe('pressing', () => {
  test('a switch sends a reading that is durable when it is answered, and leads back to its dashboard', async () => {
    const response = await post(
      'lamp',
      { value: 'on' },
      { headers: { Referer: `http://localhost/d/${SLUG}?range=1h` } },
    );
    assert.equal(response.status, 303);
    assert.equal(response.headers.get('location'), `${routes.dashboard.href({ slug: SLUG })}?range=1h#panel-lamp`);
    assert.equal(await latest('lamp{room="hall"}'), 1);
    const html = panelIn(await page(), 'lamp');
    assert.match(html, /role="switch" aria-checked="true"/);
    assert.match(html, /value="off"/);
    assert.match(readHtml(html).text, /On.*pressed by owner/);
    await post('lamp', { value: 'off' });
    assert.match(panelIn(await page(), 'lamp'), /aria-checked="false"/);
    const [line, before] = await auditLines(`${SLUG}/lamp`);
    assert.deepEqual(
      [line!.who, line!.action, line!.detail, before!.detail],
      ['owner', 'control pressed', 'off to lamp{room="hall"}, on “Lamp <i>”', 'on to lamp{room="hall"}, on “Lamp <i>”'],
    );
  });

  test('what comes after a press wins, whoever sent it', async () => {
    await post('lamp', { value: 'on' });
    app.nowMs += 1000;
    await app.send('lamp?room=hall', 0);
    assert.match(panelIn(await page(), 'lamp'), /aria-checked="false"/);
  });

  test('an event reaches who listens, and says what was pressed', async () => {
    const href = routes.eventStream.href({ topic: 'mode', form: 'sse' });
    using listener = openRaw(await app.listen(), href, [`Authorization: Bearer ${app.tokens.read}`]);
    await listener.events(events => events.length > 0);
    await post('mode', { value: 'full' });
    await listener.events(events => events.some(({ data }) => data.includes('"message":"full"')));
    assert.match(panelIn(await page(), 'mode'), /value="full" aria-pressed="true"/);
  });

  test('a device that reports back is waited for, missed, and believed', async () => {
    await app.send('pump_running', 0);
    app.nowMs += 5000;
    await post('pump', { value: 'on' });
    const waiting = panelIn(await page(), 'pump');
    assert.match(waiting, /aria-checked="false"/);
    assert.match(readHtml(waiting).text, /sent “on”, waiting for an answer/);
    app.nowMs += 20_000;
    assert.match(readHtml(panelIn(await page(), 'pump')).text, /no answer for 20/);
    await app.send('pump_running', 1);
    const answered = panelIn(await page(), 'pump');
    assert.match(answered, /aria-checked="true"/);
    assert.doesNotMatch(answered, /answer/);
  });

  test('a question is asked on a page that needs no script, and nothing is sent before it is answered', async () => {
    const html = panelIn(await page(), 'door');
    assert.match(html, /<form class="control__form" method="get"/);
    assert.doesNotMatch(html, /hx-post/);
    const asked = await (await app.fetch(hrefOf('door'), { as: 'owner', accept: 'text/html' })).text();
    assert.match(asked, /Open the door for everybody\?/);
    const bare = await post('door', {});
    assert.equal(bare.status, 200);
    assert.match(await bare.text(), /Open the door for everybody\?/);
    assert.equal(presses.newest(SLUG, 'door'), undefined);
    assert.equal((await post('door', { answer: 'yes' })).status, 303);
    assert.equal(presses.newest(SLUG, 'door')?.wire, 'pressed');
  });

  test('htmx gets a word about it, and one about what was refused', async () => {
    const headers = { 'HX-Request': 'true' };
    const done = await post('heat', { value: '21.5' }, { headers });
    assert.match(await done.text(), /^<div class="toast"><span>Sent “21\.5” to Heat/);
    const refused = await post('heat', { value: '31' }, { headers });
    assert.deepEqual([refused.status, readHtml(await refused.text()).text], [422, 'Send a number from 5 to 30.']);
    const stranger = await post('heat', { value: '20' }, { headers, as: 'read' });
    assert.equal(stranger.status, 403);
    assert.match(await stranger.text(), /^<div class="toast/);
  });

  test('who owns sees how a device listens, as long as nothing was sent', async () => {
    const html = panelIn(await page(), 'sign').replaceAll('&#39;', "'");
    assert.match(html, /data-copy="curl -N 'http:\/\/localhost:\d+\/event\/sign\/raw\?k=READ_TOKEN'"/);
    assert.doesNotMatch(panelIn(await page('read'), 'sign'), /curl/);
  });

  test('a page that was drawn before there was a question is led to it', async () => {
    const response = await post('door', {}, { headers: { 'HX-Request': 'true' } });
    assert.equal(
      response.headers.get('hx-redirect'),
      routes.panelControl.href({ slug: SLUG, panel: 'door' }, { value: '' }),
    );
  });

  test('a program presses with an admin token, and is told what became of it', async () => {
    const response = await postJson('heat', 19.5);
    assert.equal(response.status, 200);
    assert.deepEqual(await response.json(), {
      ...{ press: presses.newest(SLUG, 'heat')!.id, atMs: app.nowMs, who: 'token admin of a test' },
      ...{ value: 19.5, text: '19.5', outcome: 'sent', result: 'kept' },
    });
    const looked = await app.fetch(hrefOf('heat'), { as: 'admin', accept: 'application/json' });
    assert.equal(((await looked.json()) as { newest: { value: number } }).newest.value, 19.5);
    assert.equal((await auditLines(`${SLUG}/heat`))[0]!.who, 'token admin of a test');
    const byForm = await post('heat', { value: '20' }, { accept: '*/*', as: 'admin' });
    assert.equal(((await byForm.json()) as { value: number }).value, 20);
  });
});

describe('what is refused changes nothing', () => {
  const CASES: readonly (readonly [what: string, panel: string, value: unknown, status: number])[] = [
    ['a slider below its beginning', 'heat', 4.5, 422],
    ['a slider above its end', 'heat', 1e300, 422],
    ['a slider between its steps', 'heat', 20.3, 422],
    ['a slider at no number', 'heat', 'NaN', 422],
    ['a slider at nothing', 'heat', '', 422],
    ['a slider at a list', 'heat', [20], 422],
    ['a switch that is neither', 'lamp', 'maybe', 422],
    ['a choice that is none', 'mode', 'turbo', 422],
    ['a text that is too long', 'sign', 'x'.repeat(21), 422],
    ['a text of blanks', 'sign', ' \n ', 422],
    ['a panel that is no control', 'plain', 'on', 404],
    ['a panel that is not there', 'nothing', 'on', 404],
  ];
  for (const [what, panel, value, status] of CASES) {
    test(what, async () => {
      const before = JSON.stringify(presses.newest(SLUG, panel));
      const lines = (await auditLines(`${SLUG}/${panel}`)).length;
      const response = await postJson(panel, value);
      assert.equal(response.status, status);
      assert.ok(((await response.json()) as { error: string }).error.endsWith('.'));
      assert.equal(JSON.stringify(presses.newest(SLUG, panel)), before);
      assert.equal((await auditLines(`${SLUG}/${panel}`)).length, lines);
    });
  }

  test('who may only read, or write, cannot press; nobody neither; and a reader sees how it stands', async () => {
    for (const as of ['read', 'ingest'] as const)
      assert.equal((await post('lamp', { value: 'on' }, { as })).status, 403);
    assert.equal((await app.fetch(hrefOf('lamp'), { form: { value: 'on' }, accept: 'text/html' })).status, 401);
    const html = panelIn(await page('read'), 'lamp');
    assert.match(html, /aria-checked="(true|false)"/);
    assert.match(html, /<button[^>]* disabled/);
    assert.doesNotMatch(html, /action=|hx-post/);
    assert.match(panelIn(await page(), 'lamp'), /hx-post/);
  });

  test('a page of another site cannot press, with the session of a visitor', async () => {
    for (const headers of [{ 'Sec-Fetch-Site': 'cross-site' }, { Origin: 'https://evil.example' }] as const) {
      const before = presses.newest(SLUG, 'lamp')?.id;
      assert.equal((await post('lamp', { value: 'on' }, { headers })).status, 403);
      assert.equal(presses.newest(SLUG, 'lamp')?.id, before);
    }
  });

  test('a label is text, not HTML', async () => {
    const html = panelIn(await page(), 'lamp');
    assert.match(html, /Lamp &lt;i&gt;/);
    assert.doesNotMatch(html, /<i>/);
  });

  test('who presses without end is told when to go on; another one is not held up by it', async () => {
    const statuses: number[] = [];
    for (let n = 0; n < 31; n++) statuses.push((await postJson('lamp', n % 2 === 0)).status);
    assert.deepEqual([statuses.filter(status => status === 200).length, statuses.at(-1)], [30, 429]);
    assert.ok(Number((await postJson('lamp', true)).headers.get('retry-after')) >= 1);
    assert.equal((await post('lamp', { value: 'on' })).status, 303);
    app.nowMs += 10_000;
    assert.equal((await postJson('lamp', true)).status, 200);
  });
});

/** Hears what is posted, and answers as it is told. */
async function openDevice(answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const bodies: { body: Record<string, unknown>; key: string | undefined }[] = [];
  const server: Server = createServer(async (request, response) => {
    let text = '';
    for await (const part of request) text += part;
    bodies.push({ body: JSON.parse(text), key: request.headers['idempotency-key'] as string | undefined });
    answer(request, response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  after(() => {
    server.close();
    server.closeAllConnections();
  });
  return { bodies, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

async function hookBoard(slug: string, url: string) {
  const panels: PanelDefinition[] = [
    { ...placed, id: 'hook', title: 'Hook', control: 'switch', sends: { to: 'webhook', url } },
  ];
  await state.transactional.batch(() => dashboards.create({ title: slug, panels }, slug));
}

const postHook = (slug: string, value = 'on') =>
  app.fetch(hrefOf('hook', slug), { as: 'owner', accept: 'application/json', form: { value } });
const hookText = async (slug: string) => readHtml(panelIn(await page('owner', slug), 'hook')).text;

describe('a webhook', () => {
  test('is posted after the commit, and its result is on the panel and in the audit log', async () => {
    const device = await openDevice((_, response) => void response.writeHead(204).end());
    await hookBoard('relay', `${device.origin}/relay?secret=hunter2`);
    const response = await postHook('relay');
    assert.equal(response.status, 202);
    await controls.idle();
    const { press } = (await response.json()) as { press: number };
    assert.deepEqual(
      device.bodies.map(({ body }) => body),
      [
        {
          ...{ dashboard: 'relay', panel: 'hook', value: 1, text: 'on', press },
          at: new Date(app.nowMs).toISOString(),
        },
      ],
    );
    assert.match(await hookText('relay'), /On.*127\.0\.0\.1:\d+ answered 204, pressed by owner/);
    const lines = await auditLines('relay/hook');
    assert.deepEqual(
      lines.map(({ who, action, outcome }) => [who, action, outcome]),
      [
        ['owner', 'control sent', 'done'],
        ['owner', 'control pressed', 'done'],
      ],
    );
    assert.doesNotMatch(JSON.stringify(lines) + (await page('owner', 'relay')), /hunter2/);
    for (const href of [routes.dashboard.href({ slug: 'relay' }), routes.dashboardFile.href({ slug: 'relay' })]) {
      const asJson = async (as: 'owner' | 'read') => (await app.fetch(href, { as, accept: 'application/json' })).text();
      assert.match(await asJson('owner'), /hunter2/);
      assert.match(await asJson('read'), /"url": ?"http:\/\/127\.0\.0\.1:\d+\/"/);
    }
  });

  test('is tried again while the device is not ready, as the same press', async () => {
    let attempts = 0;
    const device = await openDevice((_, response) => void response.writeHead(++attempts < 3 ? 503 : 200).end());
    const quick = quickControls();
    const press = await quick.press({ name: 'Ann', from: '' }, pressOf('again', device.origin), 'Again');
    assert.equal(press.outcome, 'waiting');
    await quick.idle();
    assert.equal(presses.newest('again', 'hook')!.outcome, 'sent');
    assert.deepEqual([device.bodies.length, new Set(device.bodies.map(({ key }) => key)).size], [3, 1]);
  });

  test('that is refused, leads elsewhere or cannot be reached is said to have failed, after a bounded number of attempts', async () => {
    const refusing = await openDevice((_, response) => void response.writeHead(404).end());
    const leading = await openDevice(
      (_, response) => void response.writeHead(302, { Location: refusing.origin }).end(),
    );
    const broken = await openDevice((_, response) => void response.writeHead(500).end('x'.repeat(200_000)));
    const quick = quickControls();
    for (const [slug, url] of Object.entries({
      refusing: refusing.origin,
      leading: leading.origin,
      broken: broken.origin,
      nobody: 'http://127.0.0.1:9',
    }))
      await quick.press({ name: 'Ann', from: '' }, pressOf(slug, url), slug);
    await quick.idle();
    const results = ['refusing', 'leading', 'broken', 'nobody'].map(slug => {
      const { outcome, result } = presses.newest(slug, 'hook')!;
      return `${outcome}: ${result.replace(/:\d+/, '')}`;
    });
    assert.deepEqual(results, [
      'failed: 127.0.0.1 answered 404',
      'failed: 127.0.0.1 answered 302 and leads elsewhere: write the address where it ends',
      'failed: 127.0.0.1 answered 500',
      'failed: 127.0.0.1 cannot be reached (ECONNREFUSED)',
    ]);
    assert.deepEqual([refusing.bodies.length, leading.bodies.length, broken.bodies.length], [1, 1, 3]);
    assert.equal((await auditLines('broken/hook'))[0]!.outcome, 'failed');
  });

  test('of an earlier press is not tried again after a later one, and never comes after it', async () => {
    const probed = Promise.withResolvers<void>();
    const first = Promise.withResolvers<ServerResponse>();
    const device = await openDevice((request, response) => {
      if (request.url === '/probe') probed.resolve();
      if (device.bodies.length === 1) first.resolve(response);
      else response.writeHead(200).end();
    });
    const quick = quickControls();
    const who = { name: 'Ann', from: '' };
    await quick.press(who, { ...pressOf('order', device.origin), value: 1, wire: 'on' }, 'Order');
    const held = await first.promise;
    await quick.press(who, { ...pressOf('order', device.origin), value: 0, wire: 'off' }, 'Order');
    // Another panel is not held up by it, and comes after whatever was sent meanwhile.
    await quick.press(who, { ...pressOf('probe', `${device.origin}/probe`), wire: 'probe' }, 'Probe');
    await probed.promise;
    held.writeHead(503).end();
    await quick.idle();
    assert.deepEqual(
      device.bodies.map(({ body }) => body.text),
      ['on', 'probe', 'off'],
    );
  });

  test('that waited when the server was stopped is sent at the next start, or is lost when that is late', async () => {
    const device = await openDevice((_, response) => void response.writeHead(200).end());
    const late = { ...pressOf('late', device.origin), who: 'Ann', atMs: app.nowMs - CARRY_WITHIN_MS };
    const soon = { ...pressOf('soon', device.origin), who: 'Ann', atMs: app.nowMs - CARRY_WITHIN_MS + 1 };
    await state.transactional.batch(() => [late, soon].map(press => presses.add(press)));
    const anew = quickControls();
    await anew.resume();
    await anew.idle();
    assert.deepEqual(
      device.bodies.map(({ body }) => body.dashboard),
      ['soon'],
    );
    assert.deepEqual(
      ['late', 'soon'].map(slug => presses.newest(slug, 'hook')!.outcome),
      ['lost', 'sent'],
    );
    assert.deepEqual(
      (await auditLines('late/hook')).map(({ action, outcome }) => [action, outcome]),
      [['control lost', 'failed']],
    );
  });

  test('a reading or an event that waited when the server was killed is kept at the next start, once', async () => {
    const event = { ...pressOf('cut', ''), who: 'Ann', atMs: app.nowMs, sends: { to: 'event', topic: 'cut' } as const };
    await state.transactional.batch(() => presses.add(event));
    await quickControls().resume();
    // Killed after it was kept, before that was written down.
    state.transactional.run(() =>
      state.database.prepare("update control_press set outcome = 'waiting' where slug = 'cut'").run(),
    );
    await quickControls().resume();
    const { events } = await app.deps.events.page({ topics: ['cut'], filter: {}, fromMs: 0, limit: 10 });
    assert.deepEqual(
      events.map(({ message }) => message),
      ['on'],
    );
  });

  test('more cannot wait than may, and who presses then is told so', async () => {
    await state.transactional.batch(() => {
      for (let n = 0; n < MAX_WAITING; n++)
        presses.add({ ...pressOf(`full-${n}`, 'http://127.0.0.1:9'), who: 'Ann', atMs: app.nowMs });
    });
    const response = await postHook('relay');
    assert.equal(response.status, 503);
    await state.transactional.batch(() => {
      for (const press of presses.waiting()) presses.settle(press, 'lost', 'a test');
    });
  });

  test('does not go to this machine unless a person says so', async t => {
    const usual = await openApp(t);
    const panels: PanelDefinition[] = [
      'http://127.0.0.1:9/x',
      'http://localhost:9/x',
      'http://[::1]:9/x',
      'http://169.254.169.254/',
    ].map((url, i) => ({ ...placed, id: `p${i}`, title: 'P', control: 'button', sends: { to: 'webhook', url } }));
    await usual.deps.state.transactional.batch(() => usual.deps.dashboards.create({ title: 'Own', panels }, 'own'));
    for (const { id } of panels) {
      await usual.fetch(hrefOf(id, 'own'), { as: 'owner', form: {}, accept: 'application/json' });
      await usual.deps.controls.idle();
      assert.match(usual.deps.presses.newest('own', id)!.result, /may not be posted to/);
    }
  });
});

test('presses are bounded: the oldest that are done with go', async () => {
  const few = createPressStore(state, 5);
  await state.transactional.batch(() => {
    for (let n = 0; n < 9; n++) few.settle(few.add({ ...pressOf(`b${n}`, 'http://x'), who: 'A', atMs: 0 }), 'sent', '');
  });
  assert.deepEqual([few.newest('b3', 'hook'), few.newest('b8', 'hook')?.slug], [undefined, 'b8']);
});

function pressOf(slug: string, url: string) {
  return { slug, panel: 'hook', value: 1, wire: 'on', sends: { to: 'webhook', url } as const };
}

/** The same over the same stores, without the waits between attempts. */
function quickControls() {
  const { audit, history, events, now, signal } = app.deps;
  return createControls({
    ...{ state, audit, presses, history, events, now, signal },
    mayPostTo: () => true,
    onTrouble: assert.ifError,
    retryDelaysMs: [1, 1],
  });
}
