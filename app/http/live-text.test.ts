import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import type { PanelDefinition } from '../dashboards/definition.ts';
import { routes } from '../routes.ts';
import { openApp } from '../testing/open-app.ts';
import { openRaw } from './testing/raw-client.ts';

const app = await openApp({ after });
const origin = await app.listen();
const { state, dashboards, gate } = app.deps;
const panel: PanelDefinition = {
  ...{ kind: 'stat' as const, id: 'one', title: 'Value', w: 12, h: 4 },
  queries: [{ expr: 'moving' }],
};
const make = (slug: string) =>
  state.transactional.batch(() => dashboards.create({ title: `Board ${slug}`, panels: [panel] }, slug));

/** What has come, once it holds this. */
async function textWith(client: { text: string; socket: NodeJS.EventEmitter }, piece: RegExp): Promise<string> {
  while (!piece.test(client.text)) await new Promise(resolve => client.socket.once('data', resolve));
  return client.text;
}

const open = (path: string, agent = 'curl/8.11.0') =>
  openRaw(origin, path, [
    `Authorization: Bearer ${app.tokens.read}`,
    `User-Agent: ${agent}`,
    'Accept: */*',
    'Connection: close',
  ]);

test('a terminal that stays sees each change, drawn over what was there', async () => {
  await make('live');
  using client = open(routes.dashboard.href({ slug: 'live' }, { live: '' }));
  const first = await textWith(client, /Waiting for moving.*\[\?2026l/s);
  assert.ok(first.includes('\u001b[H\u001b[2J'));
  await app.send('moving', 12.5);
  const next = (await textWith(client, /12\.5/)).split('\u001b[?2026h').at(-1)!;
  assert.ok(next.startsWith('\u001b[H\u001b[1mBoard live'));
});

test('when the dashboard changes the new one is drawn, and when it goes that is said', async () => {
  await make('changing');
  using client = open(routes.dashboard.href({ slug: 'changing' }, { live: '' }));
  await textWith(client, /Board changing/);
  await state.transactional.batch(() => dashboards.edit('changing', board => ({ ...board, title: 'Renamed' })));
  await textWith(client, /Renamed/);
  await state.transactional.batch(() => dashboards.remove('changing'));
  await textWith(client, /There is no dashboard "changing"/);
  await client.closed;
});

test('what is no terminal is given one text after the other, without escapes', async () => {
  await make('piped');
  const path = routes.panel.href({ slug: 'piped', id: 'one' }, { live: '' });
  using client = openRaw(origin, path, [`Authorization: Bearer ${app.tokens.read}`, 'Accept: text/plain']);
  const text = await textWith(client, /Board piped.*Value/s);
  assert.equal(stripVTControlCharacters(text), text);
});

test('a window of few rows is never rolled', async () => {
  using client = open(routes.dashboard.href({ slug: 'live' }, { live: '', rows: 4, columns: 40 }));
  const text = await textWith(client, /\[\?2026l/);
  const [frame] = text.split('\u001b[?2026h').slice(1);
  assert.ok(frame!.split('\r\n').length <= 4);
});

test('who goes gives the place back, and whose token is revoked is not told any more', async () => {
  const client = open(routes.dashboard.href({ slug: 'live' }, { live: '' }));
  await textWith(client, /Board live/);
  const others = gate.open;
  client[Symbol.dispose]();
  while (gate.open >= others) await new Promise(setImmediate);
  using second = open(routes.dashboard.href({ slug: 'live' }, { live: '' }));
  await textWith(second, /Board live/);
  gate.end(() => true, { event: 'gone', data: '' });
  await second.closed;
  while (gate.open > 0) await new Promise(setImmediate);
});

test('nobody without a right is let in', async () => {
  const path = routes.dashboard.href({ slug: 'live' }, { live: '' });
  const headers = { 'User-Agent': 'curl/8.11.0' };
  assert.equal((await app.fetch(path, { headers, accept: '*/*' })).status, 401);
  assert.equal((await app.fetch(path, { as: 'ingest', headers, accept: '*/*' })).status, 403);
});

test('nothing of this was a fault of the server', () => {
  assert.deepEqual(app.complaints, []);
});
