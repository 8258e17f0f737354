import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import { routes } from '../../routes.ts';
import { NOON_MS, type OpenApp, openApp } from '../../testing/open-app.ts';
import { openFrameSender } from '../testing/frame-sender.ts';
import { openFrameViewer } from '../testing/frame-viewer.ts';
import { makePicture } from '../testing/make-picture.ts';

const frames = (count: number) => Promise.all(Array.from({ length: count }, (_, seed) => makePicture({ seed })));

const sendUrl = (app: OpenApp, origin: string, query = {}) =>
  origin + routes.img.href({ name: 'cam' }, { k: app.tokens.ingest, ...query });

const viewUrl = (origin: string) => origin + routes.imageFrames.href({ name: 'cam' });

/** Resolves when so many pictures of the stream are kept. */
async function untilKept({ deps: { images } }: OpenApp, count: number): Promise<void> {
  const changes = images.live.subscribe({ from: 'replay' });
  while ((images.state('cam')?.pictures ?? 0) < count) await changes.next();
  await changes.return();
}

test('an endless body is shown picture by picture, kept one each five seconds, and answered at its end', async t => {
  const app = await openApp(t);
  const origin = await app.listen();
  const pictures = await frames(6);
  const sender = openFrameSender(sendUrl(app, origin));
  sender.send(pictures[0]!);
  await untilKept(app, 1);
  const viewer = await openFrameViewer(viewUrl(origin), app.headersOf('read'));
  assert.deepEqual([viewer.status, viewer.type], [200, 'multipart/x-mixed-replace; boundary=telltale-frame']);
  await viewer.until(1);
  for (const [i, picture] of pictures.slice(1).entries()) {
    app.nowMs = NOON_MS + (i + 1) * 2000;
    sender.send(picture);
    while (!viewer.frames.at(-1)!.equals(picture)) await viewer.until(viewer.count + 1);
  }
  // Who comes in the very moment in which the first one is kept sees it twice.
  const seen = viewer.frames.filter((frame, i) => i === 0 || !frame.equals(viewer.frames[i - 1]!));
  assert.deepEqual(seen, pictures, 'as they were sent, one after the other');
  const { status, text } = await sender.end();
  assert.equal(status, 200);
  assert.equal(text, 'ok stream cam 64x48 JPEG: 6 pictures, 2 of them kept (one each 5 s)\n');
  const kept = await app.deps.images.before('cam', NOON_MS * 2, 10);
  assert.deepEqual(
    kept.map(({ atMs }) => atMs - NOON_MS),
    [6000, 0],
  );
  viewer.destroy();
});

test('parts of a multipart body are found, too, and what is broken among them is counted', async t => {
  const app = await openApp(t);
  const origin = await app.listen();
  const [first, second, third] = (await frames(3)) as [Buffer, Buffer, Buffer];
  const sender = openFrameSender(sendUrl(app, origin), {
    ...{ 'Content-Type': 'multipart/x-mixed-replace;boundary=cam', Accept: 'application/json' },
  });
  const part = (bytes: Buffer) =>
    Buffer.concat([Buffer.from('--cam\r\nContent-Type: image/jpeg\r\n\r\n'), bytes, Buffer.from('\r\n')]);
  for (const bytes of [first, second.subarray(0, 300), third]) sender.send(part(bytes));
  const { status, text } = await sender.end();
  assert.equal(status, 200);
  assert.deepEqual(JSON.parse(text), {
    ...{
      ok: true,
      image: 'cam',
      width: 64,
      height: 48,
      format: 'jpeg',
      frames: 2,
      kept: 1,
      broken: 1,
      keepEveryMs: 5000,
    },
  });
});

test('a stream counts among the open ones, and ends with its token: what was kept is answered', async t => {
  const app = await openApp(t);
  const origin = await app.listen();
  const sender = openFrameSender(sendUrl(app, origin));
  for (const picture of await frames(3)) sender.send(picture);
  await untilKept(app, 1);
  assert.equal(app.deps.gate.open, 1);
  app.deps.gate.end(() => true, {
    event: 'gone',
    data: JSON.stringify({ reason: 'The token of this page was revoked' }),
  });
  const { status, text } = await sender.answer;
  assert.equal(status, 200);
  assert.match(text, /^ok (stream|image) cam /);
  assert.match(text, /It was ended here: The token of this page was revoked/);
  assert.equal(app.deps.gate.open, 0);
});

test('beyond the limit of open streams a body without an end is told to come again', async t => {
  const app = await openApp(t, { TELLTALE_MAX_STREAMS: '1' });
  const origin = await app.listen();
  const first = openFrameSender(sendUrl(app, origin));
  for (const picture of await frames(2)) first.send(picture);
  await untilKept(app, 1);
  const second = openFrameSender(sendUrl(app, origin));
  second.send(await makePicture());
  const { status, text } = await second.answer;
  assert.equal(status, 503);
  assert.match(text, /TELLTALE_MAX_STREAMS/);
  const whole = await fetch(sendUrl(app, origin), { method: 'PUT', body: await makePicture() });
  assert.equal(whole.status, 200, 'a body that says how long it is needs no place');
  await first.end();
});

test('a camera that goes without a word leaves nothing open, and its pictures are kept', async t => {
  const app = await openApp(t);
  const origin = await app.listen();
  const sender = openFrameSender(sendUrl(app, origin));
  for (const picture of await frames(3)) sender.send(picture);
  await untilKept(app, 1);
  sender.destroy();
  const [server] = app.servers;
  while (app.deps.gate.open > 0) await once(server!, 'request', { signal: AbortSignal.timeout(50) }).catch(() => {});
  assert.equal(app.deps.images.state('cam')!.pictures, 1);
  assert.deepEqual(app.complaints, []);
});

test('t= on a stream is refused, as it is the time of one picture', async t => {
  const app = await openApp(t);
  const origin = await app.listen();
  const sender = openFrameSender(sendUrl(app, origin, { t: NOON_MS }));
  for (const picture of await frames(2)) sender.send(picture);
  const { status, text } = await sender.end();
  assert.equal(status, 400);
  assert.match(text, /t= is for one picture/);
});

test('a viewer that takes nothing holds nobody up, and sees the newest picture when it takes on', async t => {
  const app = await openApp(t);
  const origin = await app.listen();
  const large = await Promise.all(
    Array.from({ length: 8 }, (_, seed) => makePicture({ seed, width: 1400, height: 1000, format: 'jpeg' })),
  );
  const sender = openFrameSender(sendUrl(app, origin));
  sender.send(large[0]!);
  await untilKept(app, 1);
  const paused = await openFrameViewer(viewUrl(origin), app.headersOf('read'));
  await paused.until(1);
  paused.pause();
  const live = await openFrameViewer(viewUrl(origin), app.headersOf('read'));
  await live.until(1);
  const COUNT = 1200;
  for (let i = 1; i <= COUNT; i++) {
    sender.send(large[i % large.length]!);
    if (i % 20 === 0) await live.until(Math.floor(i / 4));
  }
  const last = await makePicture({ seed: 200, width: 500, height: 400 });
  sender.send(last);
  const isLast = (frame: Buffer | undefined) => frame?.equals(last) ?? false;
  while (!isLast(live.frames.at(-1))) await live.until(live.count + 1);
  paused.resume();
  while (!isLast(paused.frames.at(-1))) await paused.until(paused.count + 1);
  assert.ok(paused.count < COUNT / 2, `${paused.count} of ${COUNT}`);
  await sender.end();
  for (const viewer of [paused, live]) viewer.destroy();
});

test('viewers leave the gate when they go, and are ended with their right to look', async t => {
  const app = await openApp(t);
  const origin = await app.listen();
  await fetch(sendUrl(app, origin), { method: 'PUT', body: await makePicture() });
  const viewer = await openFrameViewer(viewUrl(origin), app.headersOf('read'));
  await viewer.until(1);
  assert.equal(app.deps.gate.open, 1);
  app.deps.gate.end(() => true, { event: 'gone', data: '{}' });
  await viewer.ended;
  assert.equal(app.deps.gate.open, 0);
  assert.equal((await fetch(viewUrl(origin))).status, 401);
  const none = await fetch(origin + routes.imageFrames.href({ name: 'none' }), { headers: app.headersOf('read') });
  assert.equal(none.status, 404);
});
