import assert from 'node:assert/strict';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, type TestContext, test } from 'node:test';
import { isPublicAddress } from '../../http/is-public-address.ts';
import { routes } from '../../routes.ts';
import { openApp } from '../../testing/open-app.ts';
import type { DashboardDefinition } from '../definition.ts';
import { writeBoardFile } from '../file/write-board-file.ts';
import { thisMachine } from '../this-machine.ts';
import { fetchBoardFile } from './fetch-board-file.ts';

const app = await openApp({ after });
const address = routes.dashboardImport.href();

const attic = (...ids: string[]): DashboardDefinition => ({
  title: 'Attic',
  panels: ids.map(id => ({ kind: 'stat', id, title: `Panel ${id}`, w: 6, h: 4, queries: [{ expr: 'temperature' }] })),
});

async function keep(slug: string, definition: DashboardDefinition) {
  const { state, dashboards } = app.deps;
  return (await state.transactional.batch(() => dashboards.create(definition, slug)))!;
}

const send = (body: string, query: Record<string, string> = {}, as: 'admin' | 'read' | 'ingest' = 'admin') =>
  app.fetch(routes.dashboards.href({}, query), {
    ...{ as, method: 'POST', body, accept: 'application/json' },
    headers: { 'Content-Type': 'application/json' },
  });

/** As a browser sends the form of the page. */
async function submit(fields: Readonly<Record<string, string | File>>) {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  const response = await app.fetch(address, { as: 'owner', method: 'POST', body });
  return { status: response.status, location: response.headers.get('location'), page: await response.text() };
}

const exported = async (slug: string) => (await app.fetch(routes.dashboardFile.href({ slug }), { as: 'read' })).text();

test('export, import, export: the same bytes, for every kind of panel', async () => {
  const machine = thisMachine('boat', 'Linux');
  const definition: DashboardDefinition = {
    title: 'Everything – “all” \ud83d\udea2',
    subtitle: 'a\nb\u2028',
    panels: [
      ...machine.panels,
      {
        kind: 'line',
        id: 'marked',
        title: '',
        w: 12,
        h: 7,
        isStacked: true,
        topics: ['door'],
        queries: [{ expr: 'x' }],
      },
      {
        kind: 'gauge',
        id: 'g',
        title: 'G',
        w: 4,
        h: 4,
        min: -0.1,
        max: 1e21,
        warn: 5,
        crit: 7,
        queries: [{ expr: 'y' }],
      },
      {
        kind: 'table',
        id: 'looks',
        title: 'Looks',
        w: 12,
        h: 7,
        queries: [{ expr: 'z' }],
        unit: 'celsius',
        decimals: 1,
        noValue: 'nothing yet',
        thresholds: { direction: 'below', steps: [{ at: 2, status: 'crit', word: 'frost' }] },
        mappings: [{ from: 1, to: 2, text: 'cold', status: 'warn' }],
        overrides: [{ name: 'kitchen', as: { name: 'Kitchen', colour: 'rust', axis: 'right' } }],
      },
      { kind: 'image', id: 'i', title: 'I', w: 4, h: 4, name: 'door' },
      { kind: 'job', id: 'j', title: 'J', w: 4, h: 4, name: 'nightly' },
      { kind: 'events', id: 'e', title: 'E', w: 4, h: 4, topics: ['door', 'alerts'] },
    ],
  };
  await keep('everything', definition);
  const first = await exported('everything');
  await app.fetch(routes.dashboardRemoval.href({ slug: 'everything' }), { as: 'owner', form: {} });
  const answer = await send(first);
  assert.deepEqual(
    [answer.status, await answer.json()],
    [201, { outcome: 'created', slug: 'everything', version: 1, href: routes.dashboard.href({ slug: 'everything' }) }],
  );
  assert.equal(await exported('everything'), first);
  assert.deepEqual(app.deps.dashboards.find('everything')?.definition, definition);
  assert.match(first, /^\{\n {2}"format": "telltale-dashboard",\n {2}"schema": 1,\n {2}"slug": "everything",\n/);
  assert.ok(first.endsWith('\n  ]\n}\n'));
});

test('an export has one order of fields, whatever the order in which they were kept', async () => {
  const queries = [{ legend: 'l', expr: 'x' }];
  const panel = { queries, h: 4, w: 6, title: 'T', id: 'one', kind: 'stat' } as const;
  await keep('turned', { panels: [panel], title: 'Turned' });
  const text = await exported('turned');
  const names = [...text.matchAll(/"(\w+)":/g)].map(([, name]) => name).join(' ');
  assert.equal(names, 'format schema slug title panels id kind title w h queries expr legend');
});

test('an export needs the right to read, and is not sent again to who has it', async () => {
  await keep('tagged', attic('a'));
  const href = routes.dashboardFile.href({ slug: 'tagged' });
  const first = await app.fetch(href, { as: 'read' });
  const etag = first.headers.get('etag')!;
  assert.match(first.headers.get('content-type')!, /^application\/json/);
  const again = (tag: string) => app.fetch(href, { as: 'owner', headers: { 'If-None-Match': tag } });
  assert.deepEqual([(await again(etag)).status, (await again(`W/${etag}`)).status], [304, 304]);
  assert.equal((await again('"other"')).status, 200);
  assert.equal((await app.fetch(href, { as: 'ingest' })).status, 403);
  assert.equal((await app.fetch(href)).status, 401);
  assert.equal((await app.fetch(routes.dashboardFile.href({ slug: 'gone' }), { as: 'read' })).status, 404);
});

test('what a page gives to programs is imported as well, under a name made of its title', async () => {
  await keep('plain', { ...attic('a'), title: 'Küche, oben' });
  const page = await app.fetch(routes.dashboard.href({ slug: 'plain' }), { as: 'read', accept: 'application/json' });
  const answer = (await (await send(await page.text())).json()) as { slug: string };
  assert.equal(answer.slug, 'kuche-oben');
});

test('a mistake is told with its path and line, each of them, and nothing is kept', async () => {
  const text = [
    '{',
    '  "slug": "wrong",',
    '  "title": "Wrong",',
    '  "panels": [',
    '    { "id": "a", "kind": "stat", "title": "A", "w": 6, "h": 4, "queries": [{ "expr": "x" }] },',
    '    { "id": "b", "kind": "stat", "title": "B", "w": 99, "h": 4,',
    '      "queries": [{ "expr": "rate(x[5m]" }],',
    '      "unit": 5, "isStacked": true },',
    '    { "id": "c", "kind": "pie" },',
    '    { "id": "d", "kind": "log", "title": "D", "w": 6, "h": 4 }',
    '  ]',
    '}',
  ].join('\n');
  const response = await send(text);
  const { error, problems } = (await response.json()) as {
    error: string;
    problems: { path: string; line: number; message: string }[];
  };
  assert.equal(response.status, 400);
  assert.deepEqual(
    problems.map(({ path, line }) => [path, line]),
    [
      ['panels[1].w', 6],
      ['panels[1].queries[0].expr', 7],
      ['panels[1].unit', 8],
      ['panels[1].isStacked', 8],
      ['panels[2].kind', 9],
      ['panels[3].stream', 10],
    ],
  );
  assert.match(error, /panels\[1\]\.w: must be at most 24 \(line 6\)\. /);
  assert.match(error, /panels\[1\]\.unit: must be a text in "quotes" \(line 8\)\. /);
  assert.match(error, /panels\[3\]\.stream: is missing \(line 10\)\./);
  assert.equal(app.deps.dashboards.find('wrong'), undefined);
});

test('a text that is no JSON is told where, also where a field is there twice', async () => {
  const lineOf = async (text: string) => {
    const { problems } = (await (await send(text)).json()) as { problems: { line: number; message: string }[] };
    return `${problems[0]!.line}: ${problems[0]!.message}`;
  };
  assert.equal(await lineOf('{\n"title": "A",\n"panels": [}'), '3: is not JSON: a value should be here, not }');
  assert.equal(await lineOf('{\n"title": "A"\n'), '3: is not JSON: the text ends where a comma or } should be');
  assert.equal(await lineOf('{"title": "A",\n\n"title": "B"}'), '3: is not JSON: the name "title" is here twice');
  assert.match(await lineOf('{"title": "A\nB"}'), /^1: is not JSON: this text holds a line break/);
  assert.match(await lineOf('"Attic"'), /^1: holds no dashboard/);
  assert.match(await lineOf('['.repeat(100)), /^1: is not JSON: more than 64 lists/);
  assert.match(await lineOf('{"schemaVersion": 41, "panels": []}'), /Grafana/);
  assert.match(await lineOf('{"title": "A",\n"schema": 2, "panels": []}'), /^2: is 2, and this Telltale knows 1/);
  assert.match(await lineOf('{"title": "A", "slug": "../x", "panels": []}'), /^1: has 1 to 63/);
});

test('another dashboard of the same name is 409 with the difference in words, until it is asked for', async () => {
  await keep('taken', attic('a', 'b', 'c'));
  const theirs = {
    slug: 'taken',
    ...attic('c', 'a', 'd'),
    subtitle: 'under the roof',
  };
  theirs.panels[1] = { ...theirs.panels[1]!, w: 8, title: 'Wider', unit: '°C' } as (typeof theirs.panels)[number];
  const text = JSON.stringify(theirs);
  const refused = await send(text);
  const { error, ...body } = (await refused.json()) as { error: string; version: number };
  assert.equal(refused.status, 409);
  assert.match(error, /^There is a dashboard "taken" already, .*1 panel added, 1 panel removed, 1 panel changed/);
  const added = {
    kind: 'stat',
    title: 'Panel d',
    'width, in columns': '6',
    'height, in rows': '4',
    'query 1': 'temperature',
  };
  assert.deepEqual(body, {
    slug: 'taken',
    version: 1,
    difference: {
      fields: [
        { field: 'order of panels', before: 'a, c', after: 'c, a' },
        { field: 'subtitle', after: 'under the roof' },
      ],
      panels: [
        {
          ...{ id: 'a', title: 'Wider', change: 'changed' },
          fields: [
            { field: 'title', before: 'Panel a', after: 'Wider' },
            { field: 'width, in columns', before: '6', after: '8' },
            { field: 'unit', after: '°C' },
          ],
        },
        {
          ...{ id: 'd', title: 'Panel d', change: 'added' },
          fields: Object.entries(added).map(([field, after]) => ({ field, after })),
        },
        { id: 'b', title: 'Panel b', change: 'removed', fields: [] },
      ],
    },
  });
  assert.deepEqual(app.deps.dashboards.find('taken')?.definition, attic('a', 'b', 'c'));

  const copy = (await (await send(text, { copy: '1' })).json()) as { slug: string; outcome: string };
  assert.deepEqual([copy.slug, copy.outcome], ['taken-2', 'copied']);
  const replaced = await send(text, { replace: '1' });
  assert.deepEqual(
    [replaced.status, (await replaced.json()) as object],
    [200, { outcome: 'replaced', slug: 'taken', version: 2, href: routes.dashboard.href({ slug: 'taken' }) }],
  );
  const same = (await (await send(text)).json()) as { outcome: string; version: number };
  assert.deepEqual([same.outcome, same.version], ['unchanged', 2]);
  assert.equal((await send(text, { replace: '1', copy: '1' })).status, 400);
});

test('a dashboard that was changed since it was looked at is not overwritten', async () => {
  const { state, dashboards } = app.deps;
  await keep('busy', attic('a'));
  await state.transactional.batch(() => dashboards.addPanel('busy', { kind: 'stat', title: 'New', expr: 'x' }));
  const stale = await send(JSON.stringify({ slug: 'busy', ...attic('z') }), { replace: '1', version: '1' });
  assert.equal(stale.status, 409);
  assert.equal(dashboards.find('busy')?.definition.panels.length, 2);
});

test('versions say who imported a dashboard, and who let one be replaced can undo it', async () => {
  const { auth, dashboards } = app.deps;
  const { name } = auth.owner()!;
  const made = writeBoardFile({ slug: 'handed', definition: attic('a') });
  const theirs = writeBoardFile({ slug: 'handed', definition: attic('b') });
  await submit({ text: made });
  assert.deepEqual(
    dashboards.versions.list('handed').map(({ by }) => by),
    [name],
  );
  const { version } = dashboards.find('handed')!;
  await submit({ text: theirs, version: String(version), answer: 'replace' });
  await app.fetch(routes.dashboardEdit.href({ slug: 'handed' }), { as: 'owner', form: { act: 'undo' } });
  assert.deepEqual(dashboards.find('handed')?.definition, attic('a'));
  assert.equal((await send(theirs, { replace: '1' })).status, 200);
  const [newest] = dashboards.versions.list('handed');
  assert.equal(newest?.by, 'admin of a test');
  await app.fetch(routes.dashboardEdit.href({ slug: 'handed' }), { as: 'admin', form: { act: 'undo' } });
  assert.deepEqual(dashboards.find('handed')?.definition, attic('a'));
});

test('importing needs the right to own; other types of content, and too much, are refused', async () => {
  const text = JSON.stringify({ slug: 'rights', ...attic('a') });
  assert.equal((await send(text, {}, 'read')).status, 403);
  assert.equal((await send(text, {}, 'ingest')).status, 403);
  assert.equal((await app.fetch(address, { as: 'read' })).status, 403);
  assert.equal((await send(`${text}${' '.repeat(1024 * 1024)}`)).status, 413);
  const csv = { as: 'admin', method: 'POST', body: 'a,b', headers: { 'Content-Type': 'text/csv' } } as const;
  assert.deepEqual(
    [(await app.fetch(address, csv)).status, (await app.fetch(routes.dashboards.href(), csv)).status],
    [415, 400],
  );
  assert.equal(app.deps.dashboards.find('rights'), undefined);
});

test('the page takes a file or a text, and leads to the dashboard', async () => {
  const text = JSON.stringify({ slug: 'by-form', ...attic('a') });
  const none = { file: new File([], ''), text: '', url: '' };
  const uploaded = await submit({ ...none, file: new File([text], 'attic.json') });
  assert.deepEqual([uploaded.status, uploaded.location], [303, routes.dashboard.href({ slug: 'by-form' })]);
  const pasted = await submit({ ...none, text: text.replace('by-form', 'pasted') });
  assert.deepEqual([pasted.status, pasted.location], [303, routes.dashboard.href({ slug: 'pasted' })]);
  assert.match((await submit(none)).page, /Choose a file, paste its text, or give its address/);
  assert.match((await submit({ ...none, text, url: 'https://example.org/a.json' })).page, /Give one thing/);
  const wrong = await submit({ ...none, text: text.replace('"w":6', '"w":"<6>"') });
  assert.equal(wrong.status, 422);
  assert.match(wrong.page, /<code>panels\[0\]\.w<\/code> must be a number/);
  assert.match(wrong.page, /&lt;6&gt;/); // what was typed is still there
});

test('the page shows the difference, and does what is answered', async () => {
  await keep('asked', attic('a', 'b'));
  const theirs = JSON.stringify({ slug: 'asked', ...attic('a', 'new') });
  const shown = await submit({ text: theirs });
  assert.equal(shown.status, 409);
  assert.match(shown.page, /There is “Attic” already/);
  assert.match(shown.page, /added<\/span> Panel new/);
  assert.match(shown.page, /removed<\/span> Panel b/);
  const hidden = (name: string) =>
    new RegExp(`name="${name}" value="([^"]*)"`).exec(shown.page)![1]!.replaceAll('&quot;', '"');
  const fields = { text: hidden('text'), version: hidden('version') };
  const copied = await submit({ ...fields, answer: 'copy' });
  assert.equal(copied.location, routes.dashboard.href({ slug: 'asked-2' }));
  assert.deepEqual(app.deps.dashboards.find('asked')?.definition, attic('a', 'b'));
  const taken = await submit({ ...fields, answer: 'replace' });
  assert.equal(taken.location, routes.dashboard.href({ slug: 'asked' }));
  assert.deepEqual(app.deps.dashboards.find('asked')?.definition, attic('a', 'new'));
  await app.deps.state.transactional.batch(() =>
    app.deps.dashboards.addPanel('asked', { kind: 'stat', title: 'Since', expr: 'x' }),
  );
  assert.equal((await submit({ ...fields, answer: 'replace' })).status, 409);
});

test('an address in the own network is refused in every spelling', async () => {
  const origin = await app.listen();
  const { port } = new URL(origin);
  const hosts = [
    '127.0.0.1',
    'localhost',
    '[::1]',
    '[::ffff:127.0.0.1]',
    '2130706433',
    '0x7f.1',
    '0.0.0.0',
    '10.1.2.3',
  ];
  for (const host of [...hosts, '169.254.169.254', '[fe80::1]', '[64:ff9b::7f00:1]', '[2002:7f00:1::]']) {
    const { status, page } = await submit({ url: `http://${host}:${port}/openapi.json` });
    assert.equal(status, 422, host);
    assert.match(page, /is in the network of this server/, host);
  }
  for (const url of ['file:///etc/passwd', 'ftp://example.org/a', 'http://me:secret@example.org/', 'attic'])
    assert.match((await submit({ url })).page, /is no address to read from/, url);
  assert.equal(isPublicAddress('192.0.78.13') && isPublicAddress('2606:4700::1'), true);
});

async function serve(t: TestContext, answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test('a text is read from an address, over redirects, but not from where one may not ask', async t => {
  const { signal } = new AbortController();
  const asked: string[] = [];
  const origin = await serve(t, (request, response) => {
    asked.push(request.url!);
    const { pathname, port } = new URL(request.url!, origin);
    const to: Record<string, string> = {
      '/on': '/file',
      '/inside': `http://localhost:${port}/file`,
      '/round': '/round',
    };
    if (to[pathname]) response.writeHead(302, { Location: to[pathname] }).end();
    else if (pathname === '/big') response.end('x'.repeat(1024 * 1024 + 1));
    else if (pathname === '/file') response.end('{"title":"é"}');
    else response.writeHead(404).end();
  });
  const mayAsk = (address: string): boolean => address === '127.0.0.1';
  const read = (path: string, options = { signal, mayAsk }) => fetchBoardFile(origin + path, options);
  assert.equal(await read('/file'), '{"title":"é"}');
  assert.equal(await read('/on'), '{"title":"é"}');
  await assert.rejects(read('/round'), /leads on more than 3 times/);
  await assert.rejects(read('/big'), /more than 1 MiB/);
  await assert.rejects(read('/none'), /answers 404/);
  asked.length = 0;
  const onlyNumbers = { signal, mayAsk: (address: string) => address === '127.0.0.1' && asked.length === 0 };
  await assert.rejects(read('/inside', onlyNumbers), /localhost is in the network of this server/);
  assert.deepEqual(asked, ['/inside']);
});

test('reading from an address ends when the request does', async t => {
  const stopping = new AbortController();
  const origin = await serve(t, () => stopping.abort(new Error('gone')));
  await assert.rejects(fetchBoardFile(`${origin}/file`, { signal: stopping.signal, mayAsk: () => true }));
});

test('nothing of this was a fault of the server', () => {
  assert.deepEqual(app.complaints, []);
});
