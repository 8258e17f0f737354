import assert from 'node:assert/strict';
import { test } from 'node:test';
import { routes } from '../routes.ts';
import { openApp } from '../testing/open-app.ts';
import type { DashboardDefinition } from './definition.ts';

const BOARD: DashboardDefinition = {
  title: 'Rooms',
  variables: [{ kind: 'query', name: 'room', query: 'label_values(temperature, room)', isMulti: true, hasAll: true }],
  panels: [
    { kind: 'table', id: 'chosen', title: 'Chosen', w: 12, h: 6, queries: [{ expr: 'temperature{room=~"$room"}' }] },
  ],
};

test('series that are chosen by a pattern say how old they are, and nothing repeats their last reading', async t => {
  const app = await openApp(t);
  await app.deps.state.transactional.batch(() => app.deps.dashboards.create(BOARD, 'rooms'));
  for (let n = 0; n < 5; n++) {
    app.nowMs += 2000;
    for (const room of ['attic', 'hall', 'cellar']) await app.send(`temperature?room=${room}`, 20 + n);
  }
  app.nowMs += 60_000;
  const look = async (query: Readonly<Record<string, string | readonly string[]>>) => {
    const href = routes.dashboard.href({ slug: 'rooms' }, query);
    return (await app.fetch(href, { as: 'read', accept: 'text/plain' })).text();
  };
  assert.match(await look({}), /attic[\s\S]*cellar[\s\S]*hall/);
  const text = await look({ 'var-room': ['attic', 'hall'] });
  assert.equal(text.match(/stale 1\smin\s+usually every 2\ss/g)?.length, 2, text);
  assert.doesNotMatch(text, /cellar/);
});
