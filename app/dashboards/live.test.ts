import assert from 'node:assert/strict';
import { after, type TestContext, test } from 'node:test';
import { makePicture } from '../images/testing/make-picture.ts';
import { routes } from '../routes.ts';
import { type OpenApp, openApp } from '../testing/open-app.ts';
import { readHtml } from '../testing/read-html.ts';
import type { PanelDefinition } from './definition.ts';
import { type BoardOptions, clothArea, startBoard } from './live.ts';
import { DEFAULT_RANGE, findRange } from './range.ts';
import { boardView } from './view/board-view.ts';

const placed = { id: 'one', title: 'Attic', w: 6, h: 4 };
const stat = (expr: string): PanelDefinition => ({ ...placed, kind: 'stat', queries: [{ expr }] });

/** Each test has metrics and streams of its own in it. */
const app = await openApp({ after });

function sourcesOf({ deps }: OpenApp) {
  const {
    history,
    promqlLive: promql,
    queries,
    logs,
    events,
    images,
    jobs,
    now,
    units,
    state,
    dashboards,
    presses,
  } = deps;
  const boards = { links: dashboards.links, changes: state.outbox.changes };
  const onError = (error: unknown) => {
    throw error;
  };
  const unitOf = units.unitOf;
  return {
    ...{ history, promql, queries, logs, events, images, jobs, boards, now, timeZone: 'UTC', unitOf, onError },
    ...{ controls: presses, origin: 'http://boat' },
  };
}

/** A board of one panel, its text, and promises of what it tells. */
async function openBoard(t: TestContext, panel: PanelDefinition, more: Partial<BoardOptions> = {}, from = app) {
  let changed = Promise.withResolvers<void>();
  const lost = Promise.withResolvers<unknown>();
  const board = await startBoard(sourcesOf(from), {
    definition: { panels: [panel] },
    view: boardView(DEFAULT_RANGE, 'UTC'),
    onChange: () => changed.resolve(),
    onLost: lost.resolve,
    ...more,
  });
  t.after(async () => board.stop());
  return {
    board,
    lost: lost.promise,
    html: () => board.draw()[0]!.html,
    text: () => readHtml(board.draw()[0]!.html).text,
    async afterChange(change: Promise<unknown>) {
      await Promise.all([change, changed.promise]);
      changed = Promise.withResolvers();
      return readHtml(board.draw()[0]!.html).text;
    },
  };
}

test('a board shows what was kept before it began, and what is kept after', async t => {
  await app.send('boiler?unit=°C', 21.4);
  const { text, afterChange } = await openBoard(t, stat('boiler'));
  assert.match(text(), /21\.4°C/);
  assert.match(await afterChange(app.send('boiler', 22.5)), /22\.5°C/);
});

test('a board over nothing waits, and shows the first reading when it comes', async t => {
  const { text, afterChange } = await openBoard(t, stat('attic_temperature{room="attic"}'));
  assert.match(text(), /Waiting for attic_temperature/);
  await app.send('attic_temperature?room=kitchen', 19);
  assert.match(await afterChange(app.send('attic_temperature?room=attic', 21.4)), /21\.4/);
});

test('a query that is more than a selector is evaluated, and moves', async t => {
  await app.send('rain?room=attic', 2);
  await app.send('rain?room=cellar', 3);
  const { text, afterChange } = await openBoard(t, stat('sum(rain) * 10'));
  assert.match(text(), /50/);
  assert.match(await afterChange(app.send('rain?room=attic', 7)), /100/);
});

/** Sends a body of a kind that is no reading. */
const post = (path: string, body: string | Uint8Array<ArrayBuffer>) =>
  app.fetch(path, { as: 'ingest', method: 'POST', body });

test('a panel of a picture waits, and shows the newest one when it comes', async t => {
  const name = 'board-door';
  const { text, html, afterChange } = await openBoard(t, { ...placed, kind: 'image', name });
  assert.match(text(), /Waiting for a picture of board-door/);
  const send = async (seed: number) => post(routes.img.href({ name }), Uint8Array.from(await makePicture({ seed })));
  await afterChange(send(1));
  const hashOf = () => /\/img\/board-door\/picture\/([0-9a-f]+)/.exec(html())![1];
  const first = hashOf();
  await afterChange(send(2));
  assert.notEqual(hashOf(), first);
});

test('a panel of a job waits, and shows how it stands when it speaks', async t => {
  const name = 'board-nightly';
  const { text, afterChange } = await openBoard(t, { ...placed, kind: 'job', name });
  assert.match(text(), /Waiting for the job board-nightly/);
  assert.match(await afterChange(post(routes.jobSignal.href({ name }), '42/100 copying')), /42.%.*copying/s);
  assert.match(await afterChange(post(routes.jobSignal.href({ name }), 'fail 3')), /exit 3/);
});

test('a panel of events shows the newest of its topics first, also those from before the range', async t => {
  const later = await openApp(t);
  const publish = (topic: string, body: string) =>
    later.fetch(routes.event.href({ topic }), { as: 'ingest', method: 'POST', body });
  await publish('deploys', 'shipped');
  later.nowMs += 3_600_000;
  const panel: PanelDefinition = { ...placed, kind: 'events', topics: ['deploys', 'alerts'] };
  const { text, afterChange } = await openBoard(t, panel, {}, later);
  assert.match(text(), /shipped/);
  assert.match(await afterChange(publish('alerts', 'disk full')), /disk full.*shipped/s);
});

test('a query over nothing waits, and shows the series that match when they come', async t => {
  const panel: PanelDefinition = { ...placed, kind: 'table', queries: [{ expr: 'max by (room) (snow)' }] };
  const { text, afterChange } = await openBoard(t, panel);
  assert.match(text(), /Waiting for max by \(room\) \(snow\)/);
  assert.match(await afterChange(app.send('snow?room=roof', 12)), /12/);
  const both = await afterChange(app.send('snow?room=yard', 30));
  assert.match(both, /roof.*12.*yard.*30/s);
});

test('a query without an answer says why in its panel, and the others go on', async t => {
  await app.send('wind?of=a', 1);
  await app.send('wind?of=b', 2);
  const { html, afterChange } = await openBoard(t, stat('wind'), {
    definition: { panels: [{ ...stat('wind * on () wind'), id: 'broken' }, stat('sum(wind)')] },
  });
  assert.match(html(), /No answer.*Several elements on the right/s);
  assert.doesNotMatch(await afterChange(app.send('wind?of=a', 4)), /No answer<\/h/);
});

test('over a long range a query shows what is now, also before the first step of it has passed', async t => {
  await app.send('hail', 3);
  const view = boardView(findRange('30d'), 'UTC');
  const { text, afterChange } = await openBoard(t, stat('hail + 1'), { view });
  assert.match(text(), /\b4\b/);
  assert.match(await afterChange(app.send('hail', 8)), /\b9\b/);
});

test('a line of a query that has ended is stale, in words too, though the readings below it go on', async t => {
  const later = await openApp(t);
  await later.send('flow', 30);
  const { html, afterChange } = await openBoard(t, stat('flow > 20'), {}, later);
  assert.match(html(), /data-state="live"/);
  for (let second = 0; second < 6; second++) {
    later.nowMs += 1000;
    await afterChange(later.send('flow', 10));
  }
  assert.match(html(), /data-state="stale".*stale 6\u00a0s.*usually every 1\u00a0s/s);
});

test('a query has the unit of what it is made of, where the panel has none', async t => {
  await app.send('drain?unit=W', 40);
  assert.match((await openBoard(t, stat('max(drain)'))).text(), /40W/);
  const fixed: PanelDefinition = { ...placed, kind: 'stat', queries: [{ expr: 'max(drain)' }], unit: 'VA' };
  assert.match((await openBoard(t, fixed)).text(), /40VA/);
});

test('the unit of the panel goes before the one people gave, that one before the sender’s', async t => {
  await app.send('power?unit=W', 40);
  const { text } = await openBoard(t, stat('power'));
  assert.match(text(), /40W/);
  await app.deps.state.transactional.batch(() => app.deps.units.rename('power', 'horses'));
  assert.match(text(), /40horses/);
  const fixed = await openBoard(t, { ...placed, kind: 'stat', queries: [{ expr: 'power' }], unit: 'VA' });
  assert.match(fixed.text(), /40VA/);
});

test('the series of a query are called by their legend', async t => {
  await app.send('room_temperature?room=attic', 21);
  const { text } = await openBoard(t, {
    ...placed,
    kind: 'table',
    queries: [{ expr: 'room_temperature', legend: 'the {{room}}' }],
  });
  assert.match(text(), /the attic/);
});

test('a gauge takes its end from another series', async t => {
  await app.send('used', 25);
  await app.send('total', 200);
  const gauge: PanelDefinition = { ...placed, kind: 'gauge', queries: [{ expr: 'used' }], maxExpr: 'total' };
  const { text } = await openBoard(t, gauge);
  assert.match(text(), /of 200 · 13/);
});

test('a log panel shows the newest lines of its stream and no others', async t => {
  const line = (stream: string, text: string) =>
    ({ stream, text, atMs: app.nowMs, level: 'info', fields: {} }) as const;
  await app.deps.logs.append([line('door', 'opened'), line('garden', 'rain')]);
  const { text, afterChange } = await openBoard(t, { ...placed, kind: 'log', stream: 'door' });
  assert.match(text(), /opened/);
  const later = await afterChange(app.deps.logs.append([line('garden', 'sun'), line('door', 'closed')]));
  assert.match(later, /opened.*closed/);
  assert.doesNotMatch(later, /rain|sun/);
});

test('time alone moves a board: a series that stops becomes stale', async t => {
  for (let i = 0; i < 4; i++) {
    await app.send('beat', i);
    app.nowMs += 1000;
  }
  const { html } = await openBoard(t, stat('beat'));
  assert.match(html(), /data-state="live"/);
  app.nowMs += 60_000;
  assert.match(html(), /data-state="stale"/);
});

test('a board of one series leaves out those that have more labels', async t => {
  await app.send('floor_temperature?floor=1&room=kitchen', 1);
  await app.send('floor_temperature?room=kitchen', 2);
  const key = 'floor_temperature{room="kitchen"}';
  const all = await openBoard(t, { ...placed, kind: 'table', queries: [{ expr: key }] });
  assert.equal(all.html().match(/<tr/g)?.length, 3);
  const one = await openBoard(t, { ...placed, kind: 'table', queries: [{ expr: key }] }, { onlyKey: key });
  assert.equal(one.html().match(/<tr/g)?.length, 2);
});

test('a board that has stopped follows nothing any more', async t => {
  const own = await openApp(t);
  const { history, logs } = own.deps;
  const { board } = await openBoard(t, { ...placed, kind: 'log', stream: 'door' }, {}, own);
  const subscribers = () => history.live.subscribers + logs.live.subscribers;
  assert.equal(subscribers(), 2);
  board.stop();
  assert.equal(subscribers(), 0);
});

test('a board that cannot begin leaves nothing behind', async t => {
  const own = await openApp(t);
  await own.deps.logs.close();
  await assert.rejects(openBoard(t, { ...placed, kind: 'log', stream: 'door' }, {}, own), { code: 'KEEPER_CLOSED' });
  assert.equal(own.deps.history.live.subscribers, 0);
});

test('the end of what it follows ends a board', async t => {
  const own = await openApp(t);
  const { lost } = await openBoard(t, stat('temperature'), {}, own);
  own.deps.history.live.fail(new Error('the disk is gone'));
  assert.equal(((await lost) as Error).message, 'the disk is gone');
});

test('the cloth holds its panels in the order of the definition', () => {
  const regions = [
    { id: 'panel-a', html: '<p id="panel-a">1</p>' },
    { id: 'panel-b', html: '<p id="panel-b">2</p>' },
  ];
  const { open, close } = clothArea(regions);
  assert.deepEqual(readHtml(open + regions.map(({ html }) => html).join('') + close), { text: '12', roots: ['div'] });
});

test('events of the topics that a line panel names stand on it as pennants, and new ones come by themselves', async t => {
  const { events } = app.deps;
  const send = (topic: string, title: string, atMs: number, sequence?: string) =>
    events.append([
      {
        ...{ topic, title, atMs, sequence, kind: 'message', message: '', priority: 3 },
        ...{ tags: [], isMarkdown: false, actions: [] },
      },
    ]);
  await app.send('oven?unit=°C', 180);
  await send('deploys', 'Release 41', app.nowMs - 200_000);
  await send('elsewhere', 'Not here', app.nowMs - 50_000);
  await send('deploys', 'Too old', app.nowMs - 40 * 86_400_000);
  const panel: PanelDefinition = { ...placed, kind: 'line', queries: [{ expr: 'oven' }], topics: ['deploys'] };
  const { html, afterChange } = await openBoard(t, panel);
  assert.match(html(), /chart__pennant/);
  assert.match(html(), />\s*Release 41\s*</);
  assert.doesNotMatch(html(), /Not here|Too old/);
  const text = await afterChange(send('deploys', 'Release 42', app.nowMs));
  assert.match(text, /Release 42/);
  assert.equal(html().match(/chart__pennant/g)!.length, 2);
});

test('a list of dashboards moves when one is made', async t => {
  const { deps } = app;
  const list: PanelDefinition = { ...placed, kind: 'boards', words: 'lighthouse' };
  const { text, afterChange } = await openBoard(t, list);
  assert.match(text(), /Waiting for a dashboard with “lighthouse”/);
  const make = () => deps.dashboards.create({ title: 'Lighthouse', panels: [] });
  assert.match(await afterChange(deps.state.transactional.batch(make)), /AtticLighthouse/);
});
