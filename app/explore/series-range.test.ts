import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { routes } from '../routes.ts';
import { openApp } from '../testing/open-app.ts';

const app = await openApp({ after });

const pageOf = async (range?: string) => {
  const href = routes.series.href({}, { key: 'ranged', ...(range !== undefined && { range }) });
  return (await app.fetch(href, { as: 'owner', accept: 'text/html' })).text();
};
const titleIn = (page: string) => /id="panel-past"[\s\S]*?<h2[^>]*>([^<]+)</.exec(page)?.[1];

test('the past of a series is shown for the range that is asked for, and an hour of it otherwise', async () => {
  await app.send('ranged', 3);
  assert.equal(titleIn(await pageOf()), 'Last hour');
  assert.equal(titleIn(await pageOf('7d')), 'Last 7 days');
  assert.equal(titleIn(await pageOf('constructor')), 'Last hour');
  assert.match(await pageOf('7d'), /aria-current="\w+"[^>]*>7 d</);
});

test('its stream goes on with the same range', async () => {
  const [, href] = /hx-sse:connect="([^"]+)"/.exec(await pageOf('7d'))!;
  assert.match(href!, /;range=7d(?:&|$)/);
});
