import assert from 'node:assert/strict';
import { test } from 'node:test';
import sharp from 'sharp';
import { routes } from '../../routes.ts';
import { NOON_MS, openApp } from '../../testing/open-app.ts';
import { makeAnimation, makePhonePicture, makePicture } from '../testing/make-picture.ts';

const DOOR = routes.img.href({ name: 'door' });

test('a picture is answered in words, and in JSON for who asks, and is there', async t => {
  const app = await openApp(t);
  const body = await makePicture({ width: 320, height: 200 });
  const put = (headers = {}) => app.fetch(`${DOOR}?room=hall`, { as: 'ingest', method: 'PUT', body, headers });
  const first = await put();
  assert.equal(first.status, 200);
  assert.match(await first.text(), /^ok image door 320x200 JPEG [\d.]+ kB \(new\)\n$/);
  app.nowMs += 1000;
  const told = await (await put({ Accept: 'application/json' })).json();
  const { hash, sizeBytes } = app.deps.images.state('door')!.newest;
  assert.deepEqual(told, {
    ...{ ok: true, image: 'door', width: 320, height: 200, format: 'jpeg', sentFormat: 'jpeg', sizeBytes, hash },
    ...{ atMs: NOON_MS + 1000, new: false },
  });
  assert.deepEqual(app.deps.images.state('door')!.newest.labels, { room: 'hall' });
  assert.equal((await app.fetch(DOOR, { as: 'ingest', method: 'POST', body })).status, 200);
});

test('what is done with a picture is said: turned, converted, the first of several', async t => {
  const app = await openApp(t);
  const send = async (body: Buffer) => (await app.fetch(DOOR, { as: 'ingest', method: 'PUT', body })).text();
  assert.match(await send(await makePhonePicture()), /^ok image door 40x80 JPEG .*, turned upright\n$/);
  assert.match(
    await send(await makeAnimation('gif', 3)),
    / GIF .*, the first of 3 pictures of an animation, kept as PNG\n$/,
  );
  assert.match(await send(await makePicture({ format: 'avif' })), / AVIF .*, kept as WebP\n$/);
  const newest = await app.fetch(DOOR, { as: 'read' });
  assert.equal(newest.headers.get('content-type'), 'image/webp');
});

test('where a picture was taken is in nothing that is kept or served', async t => {
  const app = await openApp(t);
  for (const orientation of [1, 6]) {
    await app.fetch(DOOR, { as: 'ingest', method: 'PUT', body: await makePhonePicture(orientation) });
    for (const href of [DOOR, routes.imageThumb.href({ name: 'door' })]) {
      const bytes = Buffer.from(await (await app.fetch(href, { as: 'read' })).arrayBuffer());
      assert.equal((await sharp(bytes).metadata()).exif, undefined);
      assert.ok(!bytes.includes('Camera maker') && !bytes.includes('Exif'));
    }
  }
});

test('t= says when it was; out of bounds, twice or in vain it is refused in a sentence', async t => {
  const app = await openApp(t);
  const body = await makePicture();
  const send = (query: string) => app.fetch(`${DOOR}?${query}`, { as: 'ingest', method: 'PUT', body });
  assert.equal((await send(`t=${NOON_MS - 60_000}`)).status, 200);
  assert.equal(app.deps.images.state('door')!.newest.atMs, NOON_MS - 60_000);
  for (const [query, words] of [
    ['t=2026-01-01', 'is too long ago: pictures are kept for 30 days'],
    ['t=2027-01-01', 'lies ahead'],
    ['t=noon', 'is no time'],
    ['t=1&t=2', 't= is given twice'],
    ['ro om=1', 'is no label name'],
  ] as const) {
    const refused = await send(query);
    assert.equal(refused.status, 400);
    const sentence = await refused.text();
    assert.ok(sentence.startsWith('refused: ') && sentence.includes(words), sentence);
  }
});

test('a body that is no picture, cut off, empty or too large is refused in a sentence, and nothing is kept', async t => {
  const app = await openApp(t, { TELLTALE_IMAGES_MAX_MB: '1', TELLTALE_IMAGES_MAX_MEGAPIXELS: '1' });
  const whole = await makePicture({ width: 300, height: 300 });
  const png = await makePicture({ format: 'png' });
  for (const [body, status, words] of [
    [Buffer.from('hello'), 400, 'this is no picture; send JPEG, PNG, WebP, GIF or AVIF'],
    [Buffer.alloc(0), 400, 'the body is empty'],
    [whole.subarray(0, 500), 400, 'this JPEG is cut off'],
    [png.subarray(0, 60), 400, 'this PNG is cut off'],
    [Buffer.concat([png, Buffer.alloc(1_100_000)]), 413, 'more than 1 MB'],
    [Buffer.concat([whole.subarray(0, -2), Buffer.alloc(1_100_000)]), 413, 'has more than 1048576 bytes'],
    [await makePicture({ width: 2000, height: 1000 }), 400, '2.0 megapixels; send at most 1'],
    [Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'), 400, 'an SVG'],
  ] as const) {
    const refused = await app.fetch(DOOR, {
      as: 'ingest',
      method: 'PUT',
      body,
      headers: { 'Content-Type': 'image/jpeg' },
    });
    const sentence = await refused.text();
    assert.ok(sentence.includes(words), sentence);
    assert.equal(refused.status, status, sentence);
  }
  assert.deepEqual(app.deps.images.newest(), []);
  assert.deepEqual(app.complaints, []);
});

test('a name that is no name is refused with one that is', async t => {
  const app = await openApp(t);
  const body = await makePicture();
  for (const [name, proposal] of [
    ['front door', 'front-door'],
    ['.hidden', 'hidden'],
    ['küche', 'k-che'],
    ['ü', 'front-door'],
  ] as const) {
    const refused = await app.fetch(routes.img.href({ name }), { as: 'ingest', method: 'PUT', body });
    assert.equal(refused.status, 400);
    assert.ok((await refused.text()).includes(`as in ${proposal}.`), name);
  }
  const long = await app.fetch(routes.img.href({ name: 'x'.repeat(101) }), { as: 'ingest', method: 'PUT', body });
  assert.match(await long.text(), /longer than 100 characters/);
});

test('only a write token may send', async t => {
  const app = await openApp(t);
  const body = await makePicture();
  const status = async (as?: 'owner' | 'read' | 'ingest') =>
    (await app.fetch(DOOR, { ...(as && { as }), method: 'PUT', body })).status;
  assert.deepEqual(
    [await status(), await status('read'), await status('owner'), await status('ingest')],
    [401, 403, 403, 200],
  );
});

test('a picture of a phone with more behind it is one picture', async t => {
  const app = await openApp(t);
  const plain = await makePicture();
  const mpf = Buffer.from([0xff, 0xe2, 0, 10, ...Buffer.from('MPF\0abcd')]);
  const body = Buffer.concat([plain.subarray(0, 2), mpf, plain.subarray(2), await makePicture({ seed: 3 })]);
  const answer = await (await app.fetch(DOOR, { as: 'ingest', method: 'PUT', body })).text();
  assert.match(answer, /^ok image door 64x48 JPEG/);
  assert.equal(app.deps.images.state('door')!.pictures, 1);
});

test('pictures that come together are all kept or told to come again; none is lost without a word', async t => {
  const app = await openApp(t);
  const origin = await app.listen();
  const bodies = await Promise.all(
    Array.from({ length: 50 }, (_, seed) => makePicture({ seed, width: 400, height: 300 })),
  );
  const statuses = await Promise.all(
    bodies.map(async (body, i) => {
      const url = `${origin}${routes.img.href({ name: 'door' }, { t: NOON_MS - i, k: app.tokens.ingest })}`;
      const answer = await fetch(url, { method: 'PUT', body });
      if (answer.status === 503) assert.ok(Number(answer.headers.get('retry-after')) > 0);
      return answer.status;
    }),
  );
  const kept = statuses.filter(status => status === 200).length;
  assert.ok(kept > 10 && statuses.every(status => status === 200 || status === 503), statuses.join());
  assert.equal(app.deps.images.state('door')!.pictures, kept);
});
