import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { routes } from '../../routes.ts';
import { openApp } from '../../testing/open-app.ts';
import type { DashboardDefinition, PanelDefinition } from '../definition.ts';

const app = await openApp({ after });
const PLACE = { w: 12, h: 6 };
const panels: PanelDefinition[] = [
  { ...PLACE, kind: 'line', id: 'plain', title: 'Plain <b>', queries: [{ expr: 'temperature' }] },
  { ...PLACE, kind: 'line', id: 'rate', title: 'Rate', queries: [{ expr: 'sum(rate(temperature[10m]))' }] },
  { ...PLACE, kind: 'stat', id: 'wrong', title: 'Wrong', queries: [{ expr: 'temperture{room="attic"}' }] },
  { ...PLACE, kind: 'stat', id: 'chosen', title: 'Chosen', queries: [{ expr: 'temperature{room="$room"}' }] },
  { ...PLACE, kind: 'log', id: 'door', title: 'Door', stream: 'door' },
];
const variables: DashboardDefinition['variables'] = [{ kind: 'custom', name: 'room', values: ['attic', 'cellar'] }];
await app.deps.state.transactional.batch(() => app.deps.dashboards.create({ title: 'Why', panels, variables }, 'why'));
for (let n = 0; n < 5; n++) {
  app.nowMs += 2000;
  await app.send('temperature?room=attic&unit=°C', 20 + n);
}
app.nowMs += 60_000;

const explain = async (id: string, accept = 'text/plain', query = {}) => {
  const response = await app.fetch(routes.panelExplanation.href({ slug: 'why', id }, query), { as: 'read', accept });
  return (await response.text()).replaceAll('\u00a0', ' ');
};

test('a panel is explained: its query in words, the series that it reads, who sent them and when, and what it cost', async () => {
  const text = await explain('plain');
  assert.match(text, /^Why “Plain <b>” shows this/);
  assert.match(text, /^temperature · 1 series, \d+ readings, \d+/m);
  assert.match(text, /the newest value of temperature/);
  assert.match(text, /temperature\{room="attic"\} = 24 °C, heard 1 min, every 2 s, first sent by/);
  const page = await explain('plain', 'text/html');
  assert.match(page, /Why “Plain &lt;b&gt;” shows this/);
  assert.match(page, /ingest of a test/);
  assert.ok(
    page.includes(`href="${routes.query.href({}, { q: 'temperature', range: '5m' }).replaceAll('&', '&amp;')}"`),
  );
});

test('it says what would make it empty: for how long a silence counts, or what is not there', async () => {
  assert.match(await explain('plain'), /only when all of these series are deleted/);
  assert.match(await explain('rate'), /A series counts for 10 min after its reading/);
  assert.match(await explain('wrong'), /No reading of a metric temperture has come\./);
  assert.match(await explain('door'), /empty until a line of “door” comes/);
});

test('a query with variables is explained for the values that are looked at', async () => {
  assert.match(await explain('chosen'), /temperature\{room="attic"\} = 24 °C/);
  assert.match(
    await explain('chosen', 'text/plain', { 'var-room': 'cellar' }),
    /temperature\{room="cellar"\} · 0 series/,
  );
});

test('it says which bounds apply', async () => {
  assert.match(await explain('plain'), /5 min in 300 steps of 1 s[\s\S]*the 200\s+series[\s\S]*draws 40 lines/);
  assert.match(await explain('rate'), /200 lines are shown/);
  assert.match(await explain('door'), /newest 60 lines/);
});

test('lines fit the terminal, and what is not there is 404', async () => {
  for (const line of (await explain('rate')).split('\n')) assert.ok([...line].length <= 80, line);
  const gone = await app.fetch(routes.panelExplanation.href({ slug: 'why', id: 'gone' }), { as: 'read' });
  assert.equal(gone.status, 404);
});

test('nothing of this was a fault of the server', () => {
  assert.deepEqual(app.complaints, []);
});
