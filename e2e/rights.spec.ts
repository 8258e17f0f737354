import { routes } from '../app/routes.ts';
import { readWholeStream } from './event-stream.ts';
import { expect, test } from './fixtures.ts';
import { makeToken } from './people.ts';
import { CHANGES, INGEST, PAGES, SERIES, STREAMS } from './protected-routes.ts';
import { readSeries, send } from './readings.ts';

test('nothing is written without a write token, whoever else is asking', async ({ owner, server }) => {
  const readToken = await makeToken(owner, 'reader', 'read');
  const [session] = await owner.context().cookies();
  const askers = {
    nobody: [401, {}],
    'a wrong token': [401, { Authorization: 'Bearer w_wrong' }],
    'a read token': [403, { Authorization: `Bearer ${readToken}` }],
    'a signed-in person': [403, { Cookie: `${session!.name}=${session!.value}` }],
  } as const;
  for (const [asker, [status, headers]] of Object.entries(askers)) {
    for (const { method, href, body, type } of INGEST) {
      const answer = await fetch(server.url + href, toInit(method, headers, body, type));
      expect(answer.status, `${asker}: ${method} ${href}`).toBe(status);
      expect(await answer.text(), 'a sentence').toMatch(/token/i);
    }
  }
  expect(await readSeries(owner.request, 'stolen')).toEqual([]);

  const Authorization = `Bearer ${server.writeToken}`;
  for (const { method, href, body, type } of INGEST) {
    const answer = await fetch(server.url + href, toInit(method, { Authorization }, body, type));
    expect(answer.ok, `with the write token: ${method} ${href}`).toBe(true);
  }
  expect(await readSeries(owner.request, 'stolen'), 'by itself, and of the job x').toHaveLength(2);
});

test('nothing is read without a right: pages lead to the login, programs get 401, streams end', async ({ server }) => {
  await send(server, { metric: 'temperature', labels: { room: 'kitchen' }, value: 21.4 });
  const ask = (href: string, init?: RequestInit) => fetch(server.url + href, { redirect: 'manual', ...init });
  for (const href of PAGES) {
    const visit = await ask(href, { headers: { Accept: 'text/html,*/*;q=0.8' } });
    expect([visit.status, visit.headers.get('location')], href).toEqual([
      303,
      routes.login.href({}, href === '/' ? {} : { next: href }),
    ]);
    const fragment = await ask(href, { headers: { Accept: 'text/html', 'HX-Request': 'true' } });
    expect(fragment.status, `${href}, a piece of the page`).toBe(401);
    const program = await ask(href, { headers: { Accept: 'application/json' } });
    expect([401, 406], href).toContain(program.status);
    expect(await program.text(), href).not.toContain('21.4');
    const writer = await ask(href, { headers: { Authorization: `Bearer ${server.writeToken}` } });
    expect(writer.status, `${href} with a write token`).toBe(403);
  }
  for (const href of STREAMS) {
    for (const headers of [{}, { Authorization: `Bearer ${server.writeToken}` }]) {
      const events = await readWholeStream(server.url + href, { headers });
      expect(
        events.map(({ name }) => name),
        href,
      ).toEqual(['gone']);
      expect(events[0]?.data).toContain(routes.login.href());
    }
  }
  const form = { method: 'POST', body: new URLSearchParams() };
  for (const href of CHANGES) expect((await ask(href, form)).status, href).toBe(401);
});

test('what is not there, or not so, is said before who is asking: 404, 405, 406, 415', async ({ server }) => {
  const statusOf = async (href: string, init?: RequestInit) =>
    (await fetch(server.url + href, { redirect: 'manual', ...init })).status;
  expect(await statusOf('/nothing/here')).toBe(404);
  expect(await statusOf(routes.explore.href(), { method: 'DELETE' })).toBe(405);
  expect(await statusOf(routes.inMany.href(), { method: 'DELETE' })).toBe(405);
  expect(await statusOf(routes.explore.href(), { headers: { Accept: 'image/png' } })).toBe(406);
  expect(await statusOf(routes.tokens.href(), { method: 'POST', body: 'no form' })).toBe(415);
});

test('who may not read cannot find out which series and dashboards there are', async ({ server }) => {
  await send(server, { metric: 'temperature', labels: { room: 'kitchen' }, value: 21.4 });
  const pairs = [
    [routes.dashboard.href({ slug: 'this-machine' }), routes.dashboard.href({ slug: 'no-such' })],
    [routes.dashboardLive.href({ slug: 'this-machine' }), routes.dashboardLive.href({ slug: 'no-such' })],
    [routes.series.href({}, { key: SERIES }), routes.series.href({}, { key: 'no_such' })],
    [routes.seriesLive.href({}, { key: SERIES }), routes.seriesLive.href({}, { key: 'no_such' })],
  ] as const;
  for (const [known, unknown] of pairs) {
    const answers = await Promise.all([known, unknown].map(async href => (await fetch(server.url + href)).status));
    expect(answers[1], unknown).toBe(answers[0]);
  }
});

function toInit(method: string, headers: Readonly<Record<string, string>>, body?: string, type?: string): RequestInit {
  return { method, headers: { ...headers, ...(type && { 'Content-Type': type }) }, ...(body && { body }) };
}
