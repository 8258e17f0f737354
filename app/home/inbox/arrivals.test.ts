import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { makePicture } from '../../images/testing/make-picture.ts';
import { routes } from '../../routes.ts';
import { type OpenApp, openApp } from '../../testing/open-app.ts';
import { type Arrivals, startArrivals } from './arrivals.ts';

async function watch(t: TestContext, { deps, nowMs }: OpenApp) {
  let change = Promise.withResolvers<void>();
  const lost = Promise.withResolvers<unknown>();
  const { logs, images, jobs, events } = deps;
  const told = { onChange: () => change.resolve(), onLost: lost.resolve };
  const arrivals = await startArrivals({ logs, images, jobs, events, now: () => nowMs }, told);
  t.after(async () => arrivals.stop());
  return {
    arrivals,
    lost: lost.promise,
    /** Resolves when something was told after `send` began. */
    async hears(send: () => Promise<Response>) {
      change = Promise.withResolvers();
      const response = await send();
      assert.equal(response.status, 200, await response.text());
      await change.promise;
    },
  };
}

const namesOf = ({ signals }: Arrivals) => signals().map(({ kind, name }) => `${kind} ${name}`);

test('what comes of each kind is told at once, and is there', async t => {
  const app = await openApp(t);
  const { arrivals, hears } = await watch(t, app);
  assert.deepEqual(namesOf(arrivals), []);
  const send = (path: string, body: string | Uint8Array<ArrayBuffer>) => () =>
    app.fetch(path, { as: 'ingest', method: 'POST', body });
  await hears(send(routes.logStream.href({ stream: 'app' }), 'order paid'));
  assert.deepEqual(namesOf(arrivals), ['log app']);
  await hears(send(routes.img.href({ name: 'door' }), Uint8Array.from(await makePicture())));
  assert.deepEqual(namesOf(arrivals), ['log app', 'image door']);
  await hears(send(routes.jobSignal.href({ name: 'nightly' }), 'start'));
  assert.deepEqual(namesOf(arrivals), ['log app', 'image door', 'job nightly']);
  await hears(send(routes.event.href({ topic: 'deploys' }), 'shipped'));
  assert.deepEqual(namesOf(arrivals), ['log app', 'image door', 'job nightly', 'event deploys']);
});

test('lines are counted from when somebody looks', async t => {
  const app = await openApp(t);
  const send = () =>
    app.fetch(routes.logStream.href({ stream: 'app' }), { as: 'ingest', method: 'POST', body: 'a\nb\n' });
  await send();
  const { arrivals, hears } = await watch(t, app);
  const rate = () => arrivals.signals().map(each => each.kind === 'log' && each.perSecond);
  assert.deepEqual(rate(), [0]);
  await hears(send);
  assert.deepEqual(rate(), [0.2], 'two lines in ten seconds at least');
});

test('when the newest message of a topic is deleted, the one before it is found anew', async t => {
  const app = await openApp(t);
  const publish = (message: string, sid: string) =>
    app.fetch(routes.event.href({ topic: 'deploys' }, { sid }), { as: 'ingest', method: 'POST', body: message });
  await publish('first', 'a');
  await publish('second', 'b');
  const before = await watch(t, app);
  const wordsOf = ({ signals }: Arrivals) => signals().map(each => each.kind === 'event' && each.newest.message);
  assert.deepEqual(wordsOf(before.arrivals), ['second']);
  const href = routes.eventSequence.href({ topic: 'deploys', sequence: 'b' });
  assert.equal((await app.fetch(href, { as: 'ingest', method: 'DELETE' })).status, 200);
  await before.lost;
  assert.deepEqual(wordsOf((await watch(t, app)).arrivals), ['first']);
});
