import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { test } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import { liveGunzip } from '../stream/gzip/testing/live-gunzip.ts';
import { createRandom } from '../testing/random.ts';
import { serveScreen } from './serve-screen.ts';
import { goodbye } from './stream-gate.ts';
import { openHttp2Viewer } from './testing/http2-viewer.ts';
import { readEvents } from './testing/read-events.ts';
import { kindOf, openParts, openStage } from './testing/screen-stage.ts';

test('who takes gzip gets it, and a cache is told that it depends', async t => {
  const { open, openGzip } = await openStage(t);
  const gzip = await openGzip('/live');
  assert.deepEqual(
    [gzip.response.headers['content-encoding'], gzip.response.headers.vary],
    ['gzip', 'Accept-Encoding'],
  );
  for (const headers of [
    [],
    ['Accept-Encoding: br'],
    ['Accept-Encoding: gzip;q=0'],
    ['Accept-Encoding: identity, gzip;q=0.5'],
  ]) {
    using plain = open('/live', headers);
    const head = await plain.head();
    assert.doesNotMatch(head, /content-encoding/i, String(headers));
    assert.match(head, /vary: accept-encoding/i);
    assert.deepEqual((await plain.events(({ length }) => length === 1)).map(kindOf), ['area ']);
  }
  using head = open('/live', ['Accept-Encoding: gzip', 'Connection: close'], 'HEAD');
  assert.match(await head.head(), /content-encoding: gzip/i);
  gzip[Symbol.dispose]();
});

test('a viewer with gzip is greeted and told of each change at once, and of the farewell last', async t => {
  const { quiet, gate, openGzip, isFree } = await openStage(t, { text: 'one' });
  using client = await openGzip(`/live?cursor=${quiet.screen.cursor}`);
  assert.deepEqual((await client.events(({ length }) => length === 1)).map(kindOf), ['beat']);
  for (const [at, text] of ['two', 'three', 'größer'].entries()) {
    quiet.show(text);
    const events = await client.events(({ length }) => length === at + 2);
    assert.deepEqual([kindOf(events.at(-1)!), events.at(-1)!.id], [text, quiet.screen.cursor]);
  }
  gate.end(() => true, goodbye({ reason: 'signed out' }));
  assert.deepEqual((await client.allEvents()).map(kindOf), ['beat', 'two', 'three', 'größer', 'gone']);
  await isFree();
});

test('a screen that ends ends its gzip streams whole', async t => {
  const { quiet, openGzip, isFree } = await openStage(t);
  using client = await openGzip('/live');
  quiet.show('last');
  quiet.screen.close();
  assert.deepEqual((await client.allEvents()).map(kindOf).at(-1), 'last');
  await isFree();
});

test('viewers with gzip and without, who come and go at any time with any cursor, are told the same', async t => {
  const random = createRandom(1);
  const { quiet, open, openGzip, isFree } = await openStage(t, { text: '0' });
  const cursors = [quiet.screen.cursor];
  const pairs: [ReturnType<typeof open>, Awaited<ReturnType<typeof openGzip>>][] = [];
  for (let step = 1; step <= 200; step++) {
    const filler = random(10) === 0 ? ' <b>'.repeat(20_000) : '.'.repeat(random(2000));
    quiet.show(`${step} ${filler}`);
    cursors.push(quiet.screen.cursor);
    if (random(3) > 0) await nextTurn();
    if (random(8) > 0) continue;
    const cursor = random(3) > 0 ? `?cursor=${cursors[Math.max(0, cursors.length - 1 - random(5))]}` : '';
    const [plain, gzip] = [open(`/live${cursor}`), await openGzip(`/live${cursor}`)];
    if (random(4) > 0) pairs.push([plain, gzip]);
    else for (const client of [plain, gzip]) client[Symbol.dispose]();
  }
  quiet.screen.close();
  assert.ok(pairs.length > 10);
  for (const [plain, gzip] of pairs) {
    const [told, unpacked] = [await plain.allEvents(), await gzip.allEvents()];
    // Each came at its own moment: what they have in common begins where both had been greeted.
    const from = Math.max(...[told, unpacked].map(events => numberOf(events[1]!.id)));
    const rest = (events: typeof told) => events.slice(1).filter(({ id }) => numberOf(id) >= from);
    assert.deepEqual(rest(unpacked), rest(told));
    assert.equal(unpacked.at(-1)!.id, cursors.at(-1));
  }
  await isFree();
});

test('a viewer with gzip that lags too far is brought up to date by the state, and its stream goes on', async t => {
  const { quiet, openGzip, isFree } = await openStage(t);
  using client = await openGzip(`/live?cursor=${quiet.screen.cursor}`);
  await client.events(({ length }) => length === 1);
  client.response.pause();
  for (let i = 0; i < 400; i++) {
    quiet.show(`${i} ${randomBytes(45_000).toString('base64')}`); // nothing to be found in it
    await nextTurn();
  }
  quiet.show('last');
  client.response.resume();
  await client.events(seen => seen.at(-1)?.id === quiet.screen.cursor);
  quiet.show('after it');
  quiet.screen.close();
  const events = await client.allEvents();
  assert.ok(events.length < 300, `${events.length} events`);
  assert.ok(
    events.slice(1).some(event => kindOf(event).startsWith('area ')),
    'a snapshot',
  );
  assert.equal(kindOf(events.at(-1)!), 'after it');
  await isFree();
});

test('a change that is too large for all sends gzip viewers away whole, and who comes back gets the state', async t => {
  const { quiet, openGzip, isFree } = await openStage(t);
  const large = 'ü'.repeat(600_000);
  using client = await openGzip('/live');
  await client.events(({ length }) => length === 1);
  quiet.show(large);
  assert.equal((await client.allEvents()).length, 1);
  using back = await openGzip('/live');
  assert.deepEqual((await back.events(({ length }) => length === 1)).map(kindOf), [`area ${large}`]);
  quiet.screen.close();
  await back.allEvents();
  await isFree();
});

test('clients that leave in the middle leave nothing behind, and harm nobody', async t => {
  const { quiet, openGzip, isFree } = await openStage(t);
  using steady = await openGzip('/live');
  for (let i = 0; i < 100; i++) {
    using client = await openGzip('/live');
    quiet.show(`${i}`);
    if (i % 3 > 0) await client.events(({ length }) => length > 0);
    if (i % 3 > 1) await client.events(({ length }) => length > 1);
  }
  quiet.screen.close();
  assert.equal(kindOf((await steady.allEvents()).at(-1)!), '99');
  await isFree();
});

test('many empty beats cost a few bytes each', async t => {
  const { quiet, openGzip } = await openStage(t);
  using client = await openGzip('/live');
  for (let i = 0; i < 500; i++) {
    quiet.screen.tell('beat', '');
    if (i % 5 === 0) await nextTurn();
  }
  await client.events(({ length }) => length === 501);
  assert.ok(client.wireBytes < 500 * 25, `${client.wireBytes} bytes`);
});

test('without a Node server below the body is the gzip stream, farewell and sums included', async () => {
  const { quiet, gate, hold, ticket, isFree } = await openParts();
  const request = new Request(`http://localhost/live?cursor=${quiet.screen.cursor}`, {
    headers: { 'Accept-Encoding': 'gzip' },
  });
  const response = serveScreen(request, hold, ticket);
  assert.equal(response.headers.get('content-encoding'), 'gzip');
  quiet.show('one');
  gate.end(() => true, goodbye({ reason: 'signed out' }));
  const text = gunzipSync(await response.arrayBuffer()).toString();
  assert.deepEqual(readEvents(text).map(kindOf), ['beat', 'gone']);
  await isFree();
});

test('under HTTP/2 gzip is live, too', async t => {
  const { stage, request } = await openHttp2Viewer(t, { 'accept-encoding': 'gzip, br' });
  const [head] = await once(request, 'response');
  assert.equal(head['content-encoding'], 'gzip');
  const decoder = liveGunzip();
  let text = '';
  const until = async (count: number) => {
    while (readEvents(text).length < count) text += await decoder.add((await once(request, 'data'))[0]);
  };
  await until(1);
  stage.quiet.show('two');
  await until(2);
  assert.deepEqual(readEvents(text).map(kindOf), ['beat', 'two']);
  request.close(8); // CANCEL
  await stage.isFree();
});

const numberOf = (id: string) => Number(id.split('-')[1]);
