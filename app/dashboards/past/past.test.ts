import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { makePicture } from '../../images/testing/make-picture.ts';
import { routes } from '../../routes.ts';
import { NOON_MS, openApp } from '../../testing/open-app.ts';
import { readHtml } from '../../testing/read-html.ts';
import type { PanelDefinition } from '../definition.ts';

const app = await openApp({ after });
const MINUTE_MS = 60_000;
const placed = { w: 6, h: 4 };
const panel = (kind: 'stat' | 'line', id: string, expr: string): PanelDefinition => ({
  ...{ kind, id, title: id, ...placed },
  queries: [{ expr }],
});

async function makeDashboard(title: string, panels: PanelDefinition[]) {
  const made = await app.deps.state.transactional.batch(() => app.deps.dashboards.create({ title, panels }));
  return made!.slug;
}

const pageOf = async (slug: string, query: Record<string, string | number>, headers: Record<string, string> = {}) =>
  (
    await app.fetch(routes.dashboard.href({ slug }, query), {
      as: 'owner',
      accept: 'text/html',
      headers: { ...app.headersOf('owner'), ...headers },
    })
  ).text();
const textIn = (page: string, id: string) =>
  readHtml(new RegExp(`<article[^>]*id="panel-${id}".*?</article>`, 's').exec(page)![0]).text;
const post = (path: string, body: string | Uint8Array<ArrayBuffer>) =>
  app.fetch(path, { as: 'ingest', method: 'POST', body });

/** A minute apart: 10 to 19 from 11:00 on, then nothing until now, when it is 99. */
for (let minute = 0; minute < 10; minute++)
  await app.send(`depth?unit=m&t=${NOON_MS - (60 - minute) * MINUTE_MS}`, 10 + minute);
await app.send('depth', 99);

const hour = { from: NOON_MS - 60 * MINUTE_MS, to: NOON_MS - 50 * MINUTE_MS };

test('a range that has passed shows what was then, and stands still', async () => {
  const slug = await makeDashboard('Then', [
    panel('stat', 'plain', 'depth'),
    panel('stat', 'double', 'depth * 2'),
    panel('line', 'line', 'depth'),
  ]);
  const page = await pageOf(slug, hour);
  assert.match(textIn(page, 'plain'), /19/);
  assert.match(textIn(page, 'double'), /38/);
  assert.doesNotMatch(page.slice(page.indexOf('id="cloth"')), /99/);
  assert.doesNotMatch(page, /hx-sse:connect|data-pause="/);
  assert.match(page, /1 Jun 11:00 – 11:10/);
  assert.match(page, /Back to now/);
  const text = await app.fetch(routes.dashboard.href({ slug }, hour), { as: 'read', accept: 'text/plain' });
  assert.match(await text.text(), /plain.*19/);
  const json = await app.fetch(routes.dashboard.href({ slug }, { from: 'x' }), { as: 'read', accept: 'text/plain' });
  assert.equal(json.status, 400);
});

test('a part of what a series read has the values of that part', async () => {
  const slug = await makeDashboard('Part', [panel('stat', 'plain', 'depth'), panel('stat', 'double', 'depth * 2')]);
  const page = await pageOf(slug, { from: hour.from + MINUTE_MS, to: hour.from + 3 * MINUTE_MS });
  assert.match(textIn(page, 'plain'), /12.*peak.*12/s);
  assert.match(textIn(page, 'double'), /24/);
});

test('a range that ended so long ago shows what was then, and goes on', async () => {
  const slug = await makeDashboard('Behind', [panel('stat', 'plain', 'depth')]);
  const page = await pageOf(slug, { from: 'now-1h', to: 'now-50m' });
  assert.match(textIn(page, 'plain'), /19/);
  assert.match(page, /hx-sse:connect="[^"]*from=now-1h&amp;to=now-50m/);
});

test('lines, events and pictures of that time are shown, and no later ones; of a job, why not', async () => {
  const later = app.nowMs;
  app.nowMs = hour.from + 2 * MINUTE_MS;
  await post(routes.logStream.href({ stream: 'past' }), 'line of then');
  await post(routes.event.href({ topic: 'past' }), 'event of then');
  await post(routes.img.href({ name: 'past' }), Uint8Array.from(await makePicture({ seed: 1 })));
  app.nowMs = later;
  await post(routes.logStream.href({ stream: 'past' }), 'line of now');
  await post(routes.event.href({ topic: 'past' }), 'event of now');
  await post(routes.img.href({ name: 'past' }), Uint8Array.from(await makePicture({ seed: 2 })));
  await post(routes.jobSignal.href({ name: 'past' }), '42/100');
  const slug = await makeDashboard('All kinds', [
    { kind: 'log', id: 'log', title: 'log', ...placed, stream: 'past' },
    { kind: 'events', id: 'events', title: 'events', ...placed, topics: ['past'] },
    { kind: 'image', id: 'image', title: 'image', ...placed, name: 'past' },
    { kind: 'job', id: 'job', title: 'job', ...placed, name: 'past' },
  ]);
  const page = await pageOf(slug, hour);
  for (const id of ['log', 'events']) {
    assert.match(textIn(page, id), /of then/, id);
    assert.doesNotMatch(textIn(page, id), /of now/, id);
  }
  const now = await pageOf(slug, {});
  const hashIn = (text: string) => /picture\/([0-9a-f]+)/.exec(text)![1];
  assert.notEqual(hashIn(page), hashIn(now));
  assert.match(textIn(page, 'job'), /only how it is now can be shown/);
});

test('clock times are in the zone of the address, of what was chosen, of the browser, in this order', async () => {
  const slug = await makeDashboard('Zones', [panel('line', 'line', 'depth')]);
  const titleIn = (page: string) => /class="range__title">([^<]+)</.exec(page)![1];
  const cookie = (text: string) => ({ Cookie: `${app.headersOf('owner').Cookie}; ${text}` });
  const browser = 'telltale_zone=Asia/Tokyo';
  assert.equal(titleIn(await pageOf(slug, hour, cookie(browser))), '1 Jun 20:00 – 20:10');
  const both = cookie(`${browser}; telltale_zone_chosen=Europe/Berlin`);
  const page = await pageOf(slug, hour, both);
  assert.equal(titleIn(page), '1 Jun 13:00 – 13:10');
  assert.match(page, /value="2026-06-01T13:00:00"/);
  assert.match(page, />13:0\d</);
  assert.equal(titleIn(await pageOf(slug, { ...hour, tz: 'America/New_York' }, both)), '1 Jun 07:00 – 07:10');
  assert.equal(titleIn(await pageOf(slug, { ...hour, tz: '+05:30' })), '1 Jun 11:00 – 11:10');
  assert.equal(
    titleIn(await pageOf(slug, { ...hour, tz: 'Nowhere/At_all' }, cookie('telltale_zone=../../x'))),
    '1 Jun 11:00 – 11:10',
  );
});

test('who chooses a zone in Settings has it kept, and one that is none is refused', async () => {
  const choose = (zone: string) => app.fetch(routes.timeZone.href(), { as: 'owner', form: { zone } });
  assert.match(
    (await choose('europe/berlin')).headers.get('set-cookie')!,
    /^telltale_zone_chosen=Europe\/Berlin; Max-Age=/,
  );
  assert.match((await choose('')).headers.get('set-cookie')!, /^telltale_zone_chosen=; Max-Age=0/);
  const refused = await choose('x; Path=/evil');
  assert.deepEqual([refused.status, refused.headers.get('set-cookie')], [422, null]);
});
