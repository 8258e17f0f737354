import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { routes } from '../routes.ts';
import { NOON_MS, openApp } from '../testing/open-app.ts';
import { findTimeZone } from './time-zone.ts';

const app = await openApp({ after });

const send = (path: string, body: string) => app.fetch(path, { as: 'ingest', method: 'POST', body });
// An hour at which Berlin, the server and Tokyo have different clocks, and a job with a run that has ended.
app.nowMs = NOON_MS + 7 * 60_000;
await send(routes.logStream.href({ stream: 'zone' }), 'a line');
await send(routes.event.href({ topic: 'zone' }), 'an event');
await send(routes.jobSignal.href({ name: 'zone' }), 'start');
app.nowMs += 60_000;
await send(routes.jobSignal.href({ name: 'zone' }), 'ok');

test('a time zone is one that the platform knows, by its own spelling', () => {
  assert.equal(findTimeZone('europe/berlin'), 'Europe/Berlin');
  for (const none of ['', 'Nowhere/At_all', '+05:30', '../../etc', 'Europe/Berlin; Path=/', 'x'.repeat(100)])
    assert.equal(findTimeZone(none), undefined, none);
});

/** Without what is the same for all: the clock that the page itself takes over. */
async function seen(href: string, zone: string): Promise<string> {
  const headers = { Cookie: `${app.headersOf('owner').Cookie}; telltale_zone=${zone}` };
  return (await app.fetch(href, { accept: 'text/html', headers })).text();
}

test('pages tell clock times in the zone of their reader, and readers in two zones share no screen', async () => {
  for (const href of [
    routes.logs.href(),
    routes.logs.href({}, { line: 1 }),
    routes.events.href(),
    routes.job.href({ name: 'zone' }),
    routes.jobRun.href({ name: 'zone', number: 1 }),
    routes.home.href(),
  ]) {
    const [berlin, tokyo] = [await seen(href, 'Europe/Berlin'), await seen(href, 'Asia/Tokyo')];
    assert.deepEqual(app.complaints, []);
    assert.match(berlin, />[^<]*\b14:0[78]\b/, `${href} in Berlin`);
    assert.match(tokyo, />[^<]*\b21:0[78]\b/, `${href} in Tokyo`);
    assert.doesNotMatch(tokyo, />[^<]*\b14:0[78]\b/, `${href} in Tokyo has not that of Berlin`);
  }
});

test('text tells its clock times in the zone of the address, else of the cookie, else of the server, and names it', async () => {
  await send(routes.inOne.href({ metric: 'zoned' }), '1');
  const serverZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const headers = { Cookie: `${app.headersOf('owner').Cookie}; telltale_zone=Asia/Tokyo` };
  const headOf = async (href: string, sent: Record<string, string>) =>
    (await (await app.fetch(href, { accept: 'text/plain', headers: sent })).text()).split('\n')[0]!;
  for (const at of [routes.home, routes.explore, routes.query, routes.images, routes.hosts, routes.senders]) {
    assert.match(await headOf(at.href(), headers), /\b21:08:00 Asia\/Tokyo$/, at.href());
    assert.match(await headOf(at.href({}, { tz: 'Europe/Berlin' }), headers), /\b14:08:00 Europe\/Berlin$/);
    assert.ok((await headOf(at.href(), app.headersOf('owner'))).endsWith(` ${serverZone}`), at.href());
  }
  const series = await headOf(routes.series.href({}, { key: 'zoned' }), headers);
  assert.match(series, /\b21:08:00 Asia\/Tokyo$/);
});

test('Explore and the page of a series tell the time of their reader', async () => {
  for (const href of [routes.explore.href(), routes.series.href({}, { key: 'zoned' })])
    assert.match(await seen(href, 'Asia/Tokyo'), />21:08:00</, href);
});
