import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { z } from 'zod';
import type { Scope } from '../auth/identity.ts';
import { thisMachine } from '../dashboards/this-machine.ts';
import { routes } from '../routes.ts';
import { type AppRequest, type OpenApp, openApp } from '../testing/open-app.ts';
import type { Contents, Endpoint, Example, RefusalForm } from './endpoint.ts';
import { exampleFields } from './example-fields.ts';
import { mediaTypes } from './media-types.ts';
import { pathTemplate } from './path-template.ts';
import { refusalContents } from './refusals.ts';
import { sections } from './sections.ts';
import { securityOf } from './security.ts';

type Name = keyof typeof routes;

/** Routes that only pages lead to, and the browsers that show them. Every other one is told of in the document. */
const FOR_PEOPLE: readonly Name[] = [
  ...([
    'homeLive',
    'keys',
    'trialReading',
    'inboxDashboards',
    'dashboardLive',
    'panelLive',
    'dashboardRemoval',
    'dashboardImport',
    'dashboardInFolder',
    ...(['panels', 'panelGallery', 'panelGalleryLive', 'panelChoices', 'panelEdit', 'panelEditLive'] as const),
    'dashboardVariables',
  ] as const),
  ...(['dashboardNew', 'dashboardCopy', 'dashboardEdit', 'dashboardEditLive'] as const),
  ...(['dashboardVersions', 'dashboardVersion'] as const),
  ...(['exploreLive', 'logsLive', 'queryCompletions', 'queryPanel', 'seriesLive', 'seriesName', 'seriesUnit'] as const),
  ...(['imagesLive', 'imageLive', 'imageRemoval'] as const),
  // Pictures without end; told beside the newest one.
  'imageFrames',
  // A picture's address is made of its hash, which nobody knows before; each answer that lists pictures has it as href.
  ...(['imagePicture', 'imagePictureThumb'] as const),
  ...(['jobsLive', 'jobLive', 'jobSetting', 'jobPause', 'jobRemoval'] as const),
  ...(['hostsLive', 'hostLive'] as const),
  ...(['seriesRemoval', 'seriesRestoration', 'tokens', 'tokenRevocation', 'sessionEnd'] as const),
  ...(['sendersLive', 'sendersTrial'] as const),
  // Another spelling of addresses that are told.
  ...(['pushJob64', 'pushGroup64'] as const),
  ...(['otherSessionsEnd', 'credentials', 'timeZone', 'setup', 'login', 'logout', 'api', 'asset', 'favicon'] as const),
  // Spoken over a web socket; told beside the streams that say the same.
  'eventSocket',
  ...(['socketIn', 'socketOut'] as const),
  // An event's address is made of its id, which nobody knows before; told in docs/events.md.
  ...(['eventShown', 'eventsLive', 'eventNotices', 'webhooks', 'webhook', 'webhookPreview'] as const),
];

interface Document {
  readonly openapi: string;
  readonly servers: readonly { readonly url: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

interface Operation {
  readonly operationId: string;
  readonly security: readonly object[];
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
  readonly responses: Readonly<Record<string, object>>;
}

const endpoints = sections.flatMap(section => section.endpoints);

/** A token that an endpoint takes. */
const SCOPES = { ingest: 'ingest', read: 'read', own: 'admin' } as const;

interface Provoking {
  readonly as?: Scope | 'nobody';
  readonly headers?: Readonly<Record<string, string>>;
}

/** What is wrong with a request that is refused with a status, whatever the endpoint. */
const PROVOKING: Readonly<Record<number, (endpoint: Endpoint) => Provoking>> = {
  401: () => ({ as: 'nobody' }),
  403: ({ right }) => ({ as: right === 'ingest' ? 'read' : 'ingest' }),
  406: () => ({ headers: { Accept: 'image/png' } }),
  413: () => ({ headers: { 'Content-Length': '999999999' } }),
  415: () => ({ headers: { 'Content-Encoding': 'br' } }),
};

describe('the description of the HTTP interface', () => {
  let app: OpenApp;
  let document: Document;
  let text: string;
  const cleaning: (() => Promise<void>)[] = [];

  before(async () => {
    app = await openApp({ after: clean => cleaning.push(clean) });
    const { state, dashboards } = app.deps;
    await state.transactional.batch(() => dashboards.create(thisMachine('boat', 'Linux 6'), 'this-machine'));
    await app.send('host_cpu_percent?host=boat', 5);
    text = await (await app.fetch(routes.openApi.href())).text();
    document = JSON.parse(text);
  });
  after(async () => {
    for (const clean of cleaning) await clean();
  });

  it('tells of every route that is for programs, and of none that is not', () => {
    const told = new Set(endpoints.map(({ route }) => route.pattern));
    for (const [name, { pattern }] of Object.entries(routes) as [Name, (typeof routes)[Name]][])
      assert.equal(told.has(pattern), !FOR_PEOPLE.includes(name), name);
    assert.deepEqual(
      Object.keys(document.paths).sort(),
      [...new Set(endpoints.map(e => pathTemplate(e.route)))].sort(),
    );
  });

  it('tells of exactly the methods that a route has', async () => {
    for (const { route } of endpoints) {
      const { pathname } = new URL(hrefOf(route.pattern), 'http://localhost');
      const allow = (await app.fetch(pathname, { method: 'OPTIONS' })).headers.get('allow') ?? '';
      const methods = allow
        .split(', ')
        .filter(method => method !== 'OPTIONS' && method !== 'HEAD' && !isOfSequence(route.pattern, method));
      const path = pathTemplate(route);
      assert.deepEqual(Object.keys(document.paths[path]!).sort(), methods.map(each => each.toLowerCase()).sort(), path);
    }
  });

  it('is open to everybody, names the address that was asked, and holds no secret', async () => {
    assert.match(document.openapi, /^3\.1\./);
    assert.deepEqual(document.servers, [{ url: 'http://localhost' }]);
    for (const secret of [...Object.values(app.tokens), app.deps.writeToken.read()!]) assert.ok(!text.includes(secret));
    for (const as of ['owner', 'admin'] as const)
      assert.equal(await (await app.fetch(routes.openApi.href(), { as })).text(), text);
    const home = await openApp(
      { after: clean => cleaning.push(clean) },
      { TELLTALE_PUBLIC_URL: 'https://boat.example' },
    );
    const elsewhere = (await (await home.fetch(routes.openApi.href())).json()) as Document;
    assert.deepEqual(elsewhere.servers, [{ url: 'https://boat.example' }]);
  });

  it('gives each operation a name of its own, all parameters of its path, and refers to what is there', () => {
    const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.values(methods).map(operation => ({ path, operation })),
    );
    const ids = operations.map(({ operation }) => operation.operationId);
    assert.equal(new Set(ids).size, ids.length);
    for (const { path, operation } of operations) {
      const inPath = (operation.parameters ?? []).filter(parameter => parameter.in === 'path');
      assert.deepEqual(
        inPath.map(({ name }) => name),
        [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name),
        path,
      );
    }
    for (const [, pointer] of text.matchAll(/"\$ref":"#\/([^"]+)"/g))
      assert.ok(
        pointer!.split('/').reduce<unknown>((at, key) => (at as Record<string, unknown>)?.[key], document),
        pointer,
      );
  });

  for (const endpoint of endpoints) {
    const { id, right, refusals = {} } = endpoint;

    for (const example of endpoint.examples)
      it(`${id}: ${example.method} ${example.href} is answered as it is told`, async () => {
        const response = await ask(example, right && SCOPES[right]);
        const answer = endpoint.answers.find(({ status }) => status === response.status);
        assert.ok(answer, `${response.status} ${await response.clone().text()}`);
        assert.ok(response.ok);
        await requireBody(response, answer.contents);
      });

    const told = Object.entries(refusals) as [RefusalForm, readonly number[]][];
    for (const [form, statuses] of told)
      for (const status of statuses.filter(each => each in PROVOKING))
        it(`${id}: ${status} is said as ${form}`, async () => {
          const [example] = endpoint.examples;
          const { as = right && SCOPES[right], headers } = PROVOKING[status]!(endpoint);
          const Accept = isOnlyText(endpoint) ? mediaTypes.text : mediaTypes.json;
          const response = await ask(example, as === 'nobody' ? undefined : as, { Accept, ...headers });
          assert.equal(response.status, status);
          await requireBody(response, refusalContents[form]);
        });
  }

  it('is let in by every scheme that an endpoint names, and by no other', async () => {
    for (const endpoint of endpoints.filter(each => each.right !== undefined)) {
      const named = securityOf(endpoint).flatMap(Object.keys);
      const token = app.tokens[SCOPES[endpoint.right!]];
      for (const [scheme, { headers = {}, query = '' }] of Object.entries(waysIn(token))) {
        // InfluxDB's password is taken everywhere, and told of only where its clients come.
        if (scheme === 'influxPassword' && !named.includes(scheme)) continue;
        const [example] = endpoint.examples;
        const fields = example.method === 'GET' ? exampleFields(example, app.nowMs) : {};
        const search = [query, `${new URLSearchParams(fields)}`].filter(text => text !== '').join('&');
        const href = `${example.href}${example.href.includes('?') ? '&' : '?'}${search}`;
        const { status } = await ask({ ...example, href, fields: {}, isOfLastHour: false }, undefined, headers);
        assert.equal(status < 400, named.includes(scheme), `${endpoint.id} by ${scheme}: ${status}`);
      }
    }
  });

  it('tells how each interface says that a body cannot be read', async () => {
    const badEvent = '{"message": "x", "tags": 1}';
    const bad = {
      [routes.inOne.pattern]: 'x',
      [routes.inMany.pattern]: '{"a": "x"}',
      [routes.event.pattern]: badEvent,
      [routes.eventSequence.pattern]: badEvent,
      [routes.eventHook.pattern]: '{',
      [routes.jobSignal.pattern]: '150%',
      [routes.logStream.pattern]: ' ',
    } as Record<string, string>;
    for (const endpoint of endpoints.filter(each => each.right === 'ingest' && each.body)) {
      const [example] = endpoint.examples;
      const response = await ask(
        { ...example, body: bad[endpoint.route.pattern] ?? 'm f=x', accept: mediaTypes.json },
        'ingest',
      );
      assert.equal(response.status, 400);
      const [form] = Object.entries(endpoint.refusals!).find(([, statuses]) => statuses.includes(400)) ?? [];
      const own = endpoint.answers.find(({ status }) => status === 400)?.contents;
      await requireBody(response, own ?? refusalContents[form as RefusalForm]);
    }
  });

  it('tells how Prometheus says that a query cannot be read, or answered', async () => {
    for (const [query, status] of [
      ['sum(', 400],
      ['temperature * on() temperature', 422],
    ] as const) {
      const response = await app.fetch(routes.promqlQuery.href({}, { query }), { as: 'read' });
      assert.equal(response.status, status);
      await requireBody(response, refusalContents.prometheus);
    }
  });

  it('is a page for people, too, with lines to copy that name the address that was asked', async () => {
    const response = await app.fetch(routes.api.href(), { accept: mediaTypes.html });
    const page = await response.text();
    assert.equal(response.status, 200);
    assert.match(response.headers.get('content-security-policy') ?? '', /script-src 'self'/);
    for (const { id, route } of endpoints) {
      assert.ok(page.includes(`id="${id}"`), id);
      assert.ok(page.includes(pathTemplate(route)), id);
    }
    assert.ok(page.includes(`href="${routes.openApi.href()}"`));
    assert.match(page, /--data-binary 21\.4 &#39;<span class="code-line__address">http:\/\/localhost\/in\/temperature/);
    for (const secret of Object.values(app.tokens)) assert.ok(!page.includes(secret));
    const settings = await (await app.fetch(routes.settings.href(), { as: 'owner', accept: mediaTypes.html })).text();
    assert.ok(settings.includes(`href="${routes.api.href()}"`));
  });

  const waysIn = (token: string): Readonly<Record<string, { headers?: Record<string, string>; query?: string }>> => ({
    bearer: { headers: { Authorization: `Bearer ${token}` } },
    basic: { headers: { Authorization: `Basic ${btoa(`any:${token}`)}` } },
    key: { query: `k=${token}` },
    influxPassword: { query: `p=${token}` },
    session: { headers: app.headersOf('owner') },
  });

  function ask(example: Example, as: Scope | undefined, headers: Readonly<Record<string, string>> = {}) {
    const { method, href, accept, contentType, file, body = file?.bytes } = example;
    const fields = exampleFields(example, app.nowMs);
    const isInAddress = method === 'GET' && Object.keys(fields).length > 0;
    const path = isInAddress ? `${href}?${new URLSearchParams(fields)}` : href;
    const request: AppRequest = {
      ...(as && { as }),
      method,
      headers: { ...(accept && { Accept: accept }), ...(contentType && { 'Content-Type': contentType }), ...headers },
      ...(method === 'POST' && Object.keys(fields).length > 0 && { form: fields }),
      ...(body !== undefined && { body }),
    };
    return app.fetch(path, request);
  }
});

/** The body has the form that is told of its media type, and nothing that is not told. */
async function requireBody(response: Response, contents: Contents | undefined): Promise<void> {
  const text = await response.text();
  const type = response.headers.get('content-type')?.split(';', 1)[0];
  if (contents === undefined) return assert.equal(text, '');
  const content = contents[type ?? ''];
  assert.ok(content, `${type} is not told of`);
  if (type === mediaTypes.json) requireForm(content.schema, JSON.parse(text));
  else assert.notEqual(text, '');
}

function requireForm(schema: z.ZodType, value: unknown): void {
  assert.deepEqual(schema.parse(value), value);
}

/** Another form is refused before anything else is looked at. */
function isOnlyText({ answers: [answer], refusals }: Endpoint): boolean {
  return Object.values(refusals ?? {}).some(statuses => statuses.includes(406)) && !answer?.contents?.[mediaTypes.json];
}

/** Every address below a topic is also that of a sequence of that name, which other methods reach. */
function isOfSequence(pattern: string, method: string): boolean {
  const isBelowTopic = /^\/event\/:topic\/[^/]+$/.test(pattern);
  const told = endpoints.filter(({ route }) => route.pattern === pattern).flatMap(({ methods }) => methods as string[]);
  return isBelowTopic && !told.includes(method);
}

function hrefOf(pattern: string): string {
  return endpoints.find(({ route }) => route.pattern === pattern)!.examples[0].href;
}
