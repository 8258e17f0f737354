import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { MAX_PANELS } from '../../dashboards/definition.ts';
import { routes } from '../../routes.ts';
import { type AppRequest, openApp } from '../../testing/open-app.ts';

const app = await openApp({ after });
const { dashboards, state } = app.deps;
const create = (title: string) => state.transactional.batch(() => dashboards.create({ title, panels: [] })!.slug);

const GIVEN = { q: 'sum(rate(http_requests_total[5m]))', title: 'Requests', kind: 'line', dashboard: '' };

const keep = (given: Partial<typeof GIVEN>, as: NonNullable<AppRequest['as']> = 'owner') =>
  app.fetch(routes.queryPanel.href(), {
    ...{ as, method: 'POST', accept: 'text/html' },
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ ...GIVEN, ...given }).toString(),
  });

test('a query is kept as a panel of a new dashboard, which is shown next', async () => {
  const response = await keep({});
  assert.deepEqual([response.status, response.headers.get('location')], [303, '/d/requests']);
  const { title, panels } = dashboards.find('requests')!.definition;
  assert.equal(title, 'Requests');
  const { q: expr } = GIVEN;
  assert.deepEqual(panels, [{ kind: 'line', id: 'panel-1', title: 'Requests', w: 12, h: 7, queries: [{ expr }] }]);
});

test('and of one that is there, behind its panels', async () => {
  const slug = await create('Attic');
  for (const kind of ['stat', 'table']) assert.equal((await keep({ dashboard: slug, kind })).status, 303);
  const { version, definition } = dashboards.find(slug)!;
  assert.deepEqual(
    [version, definition.panels.map(({ id, kind }) => [id, kind])],
    [
      3,
      [
        ['panel-1', 'stat'],
        ['panel-2', 'table'],
      ],
    ],
  );
});

test('what cannot be a panel is refused with a sentence, and nothing is kept', async () => {
  const slug = await create('Full');
  for (let i = 0; i < MAX_PANELS; i++) await keep({ dashboard: slug });
  const before = JSON.stringify(dashboards.list());
  const refusals: readonly [Partial<typeof GIVEN>, number, RegExp][] = [
    [{ q: 'rate(x[5m]' }, 422, /not closed/],
    [{ q: 'x[5m]' }, 422, /give it to a function/],
    [{ title: ' ' }, 422, /needs a title/],
    [{ title: 'x'.repeat(201) }, 422, /200 characters/],
    [{ kind: 'pie' }, 422, /one of line, stat, table/],
    [{ dashboard: 'gone' }, 404, /no dashboard/],
    [{ dashboard: slug }, 422, /may have 100 panels/],
  ];
  for (const [given, status, sentence] of refusals) {
    const response = await keep(given);
    assert.equal(response.status, status);
    assert.match(await response.text(), sentence);
  }
  assert.equal(JSON.stringify(dashboards.list()), before);
});

test('who may only read is not offered it, and cannot do it', async () => {
  const page = routes.query.href({}, { q: 'vector(1)' });
  const offered = async (as: NonNullable<AppRequest['as']>) =>
    (await (await app.fetch(page, { as, accept: 'text/html' })).text()).includes('Add it to a dashboard');
  assert.deepEqual([await offered('owner'), await offered('read')], [true, false]);
  assert.equal((await keep({}, 'read')).status, 403);
});
