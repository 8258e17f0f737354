import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { compose } from './middleware.ts';
import { refuseStream, serveScreen } from './serve-screen.ts';
import { type Farewell, goodbye } from './stream-gate.ts';
import { honoApp } from './testing/hosts.ts';
import { readEvents } from './testing/read-events.ts';
import { kindOf, openParts, openStage } from './testing/screen-stage.ts';

const LIFETIME_AT_MOST_MS = 15 * 60_000 * 1.2;

test('answers with the headers of a stream, and on HTTP/1.1 with the bare bytes up to the close', async t => {
  const { open } = await openStage(t);
  using client = open('/live');
  const head = (await client.head()).toLowerCase();
  for (const line of [
    'http/1.1 200 ok',
    'content-type: text/event-stream; charset=utf-8',
    'cache-control: no-store, no-transform',
    'x-accel-buffering: no',
    'connection: close',
    'x-hook: ran',
  ]) {
    assert.ok(head.split('\r\n').includes(line), `${line} in ${head}`);
  }
  assert.doesNotMatch(head, /transfer-encoding|content-length|x-hono/);
  await client.events(({ length }) => length === 1);
  assert.match(client.text, /\r\n\r\nid: [^\n]+\ndata: <hx-partial /, 'no chunk framing');
});

test('greets first, then sends what changes', async t => {
  const { quiet, open } = await openStage(t, { text: 'one' });
  using page = open(`/live?cursor=${quiet.screen.cursor}`);
  assert.deepEqual((await page.events(({ length }) => length === 1)).map(kindOf), ['beat']);
  quiet.show('two');
  quiet.show('three');
  const events = await page.events(({ length }) => length === 3);
  assert.deepEqual(events.map(kindOf), ['beat', 'two', 'three']);
  assert.equal(events.at(-1)!.id, quiet.screen.cursor);
});

test('goes on behind the id of the header, else behind the cursor of the page, else with the state', async t => {
  const { quiet, open } = await openStage(t, { text: '0' });
  const ids = [quiet.screen.cursor];
  for (const text of ['1', '2', '3']) {
    quiet.show(text);
    ids.push(quiet.screen.cursor);
  }
  const cases: readonly [path: string, headers: string[], seen: string[]][] = [
    [`/live?cursor=${ids[0]}`, [], ['beat', '1', '2', '3']],
    [`/live?cursor=${ids[0]}`, [`Last-Event-ID: ${ids[2]}`], ['beat', '3']],
    ['/live', [`Last-Event-ID: ${ids[3]}`], ['beat']],
    [`/live?cursor=${ids[3]}`, ['Last-Event-ID: of another start-7'], ['area 3']],
    [`/live?cursor=${ids[3]}`, ['Last-Event-ID: '], ['area 3']],
    ['/live?cursor=%0A%00', [], ['area 3']],
    ['/live', [], ['area 3']],
  ];
  for (const [path, headers, seen] of cases) {
    using client = open(path, headers);
    const events = await client.events(({ length }) => length === seen.length);
    assert.deepEqual(events.map(kindOf), seen);
  }
});

test('a client that lags too far is brought up to date by the state, and loses no last change', async t => {
  const { quiet, open } = await openStage(t);
  using client = open(`/live?cursor=${quiet.screen.cursor}`);
  await client.events(({ length }) => length === 1);
  client.socket.pause();
  for (let i = 0; i < 400; i++) {
    quiet.show(`${i} ${'.'.repeat(100_000)}`);
    await nextTurn();
  }
  quiet.show('last');
  client.socket.resume();
  const events = await client.events(seen => seen.at(-1)?.id === quiet.screen.cursor);
  assert.ok(events.length < 300, `${events.length} events`);
  assert.ok(
    events.some(event => kindOf(event).startsWith('area ')),
    'a snapshot',
  );
  assert.match(kindOf(events.at(-1)!), /last$/);
  const numbers = events.slice(1).map(({ id }) => Number(id.split('-')[1])); // the greeting has none
  assert.ok(
    numbers.every((number, i) => i === 0 || number >= numbers[i - 1]!),
    'nothing older comes after something newer',
  );
});

for (const farewell of [goodbye({ href: '/login' }), { event: 'restart', data: '' } as const]) {
  test(`a stream that the server ends with "${farewell.event}" says so last, after what was sent before`, async t => {
    const { quiet, gate, open, isFree } = await openStage(t);
    using client = open(`/live?cursor=${quiet.screen.cursor}`);
    await client.events(({ length }) => length === 1);
    quiet.show('before');
    await client.events(({ length }) => length === 2);
    gate.end(() => true, farewell);
    const events = await client.allEvents();
    assert.deepEqual(events.map(kindOf), ['beat', 'before', farewell.event]);
    assert.equal(events.at(-1)!.data, farewell.data);
    await isFree();
  });
}

test('when the server stops, each viewer is told a time of its own to come back after; who is sent away for good is told none', async t => {
  const { gate, open } = await openStage(t);
  const leaving = async (farewell: Farewell) => {
    const clients = Array.from({ length: 8 }, () => open('/live'));
    for (const client of clients) await client.events(({ length }) => length === 1);
    gate.end(() => true, farewell);
    return Promise.all(clients.map(async client => (await client.allEvents()).at(-1)!.retryMs));
  };
  const told = await leaving({ event: 'restart', data: '' });
  assert.ok(told.every(retryMs => retryMs !== undefined && retryMs > 0));
  assert.ok(new Set(told).size > 2, told.join(', '));
  assert.deepEqual(new Set(await leaving(goodbye({ href: '/login' }))), new Set([undefined]));
});

for (const leaves of ['the server ends', 'the client leaves'] as const) {
  test(`the end hooks are told every byte of a stream that ${leaves}`, async t => {
    const { quiet, gate, open, ended } = await openStage(t, { text: 'one' });
    using page = open(`/live?cursor=${quiet.screen.cursor}`);
    await page.events(({ length }) => length === 1);
    quiet.show('zwölf');
    await page.events(({ length }) => length === 2);
    if (leaves === 'the server ends') gate.end(() => true, goodbye({ reason: 'revoked' }));
    else page.socket.destroy();
    const { kind, bytes } = await ended;
    await page.closed;
    assert.equal(kind, leaves === 'the server ends' ? 'complete' : 'client-aborted');
    assert.equal(bytes, Buffer.byteLength(page.text.slice(page.text.indexOf('\r\n\r\n') + 4)));
  });
}

test('a stream that was ended before it began still greets and says farewell', async t => {
  const { open, isFree } = await openStage(t, { farewell: goodbye({ reason: 'revoked' }) });
  using client = open('/live');
  assert.deepEqual((await client.allEvents()).map(kindOf), ['area ', 'gone']);
  await isFree();
});

test('a screen that ends lets its viewers have everything, and go without a farewell', async t => {
  const { quiet, open, isFree } = await openStage(t);
  using client = open(`/live?cursor=${quiet.screen.cursor}`);
  await client.events(({ length }) => length === 1);
  quiet.show('last');
  quiet.screen.close();
  assert.deepEqual((await client.allEvents()).map(kindOf), ['beat', 'last']);
  await isFree();
});

test('every stream ends by itself some time, between two events', async t => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const { quiet, open, isFree } = await openStage(t);
  using client = open(`/live?cursor=${quiet.screen.cursor}`);
  await client.events(({ length }) => length === 1);
  t.mock.timers.tick(LIFETIME_AT_MOST_MS / 1.3);
  quiet.show('still there');
  await client.events(({ length }) => length === 2);
  t.mock.timers.tick(LIFETIME_AT_MOST_MS);
  assert.deepEqual((await client.allEvents()).map(kindOf), ['beat', 'still there']);
  assert.match(client.text, /\n\n$/);
  await isFree();
});

test('thousands of clients that leave at any moment leave no hold, no ticket and no reader behind', async t => {
  const { quiet, open, isFree, cursors, served } = await openStage(t);
  const leave = async (i: number) => {
    using client = open(i % 3 === 0 ? '/live' : `/live?cursor=${quiet.screen.cursor}`);
    await once(client.socket, 'connect');
    if (i % 5 === 0) return; // the request may just be on its way
    await client.head();
    if (i % 5 > 1) await client.events(({ length }) => length > 0);
    if (i % 5 > 2) quiet.show(`${i}`);
    if (i % 5 > 3) await client.events(({ length }) => length > 1);
  };
  for (let round = 0; round < 40; round++) {
    await Promise.all(Array.from({ length: 50 }, (_, i) => leave(round * 50 + i)));
  }
  await isFree();
  assert.ok(served.count >= 1600, `${served.count} streams were begun`);
  assert.ok(
    cursors.every(cursor => cursor.read().kind === 'end'),
    'every cursor was disposed of',
  );
});

test('a client that is gone before the stream begins costs nothing', async t => {
  const began = Promise.withResolvers<void>();
  const go = Promise.withResolvers<void>();
  const { open, isFree, served, cursors } = await openStage(t, {
    async before(request) {
      began.resolve();
      if (!request.signal.aborted) await once(request.signal, 'abort');
      await go.promise;
    },
  });
  using client = open('/live');
  await began.promise;
  client.socket.destroy();
  await client.closed;
  go.resolve();
  await isFree();
  assert.deepEqual([served.count, cursors.map(cursor => cursor.read().kind)], [1, ['end']]);
});

test('a screen that fails while it streams breaks this one stream and is told', async t => {
  const warned = new Promise<Error>(resolve => process.once('warning', resolve));
  const { open, isFree } = await openStage(t, {
    wrap: ({ screen, show }) => ({
      ...screen,
      join(id) {
        const viewing = screen.join(id);
        for (let i = 0; i < 20; i++) show(`${i} ${'.'.repeat(100_000)}`);
        return viewing; // which is behind the buffer now
      },
      snapshot() {
        throw new Error('no snapshot');
      },
    }),
  });
  using client = open('/live');
  await client.closed;
  await isFree();
  assert.match(String(((await warned) as Error & { detail: string }).detail), /no snapshot/);
});

test('a screen that fails to let a viewer in gives back what it took', async t => {
  const { open, isFree } = await openStage(t, {
    wrap: ({ screen }) => ({
      ...screen,
      join() {
        throw new Error('no way in');
      },
    }),
  });
  using client = open('/live');
  assert.match(await client.head(), /^HTTP\/1\.1 500 /);
  await isFree();
});

test('HEAD gets the headers and holds nothing', async t => {
  const { open, isFree, served } = await openStage(t);
  using client = open('/live', ['Connection: close'], 'HEAD');
  assert.match(await client.head(), /text\/event-stream/);
  await client.closed;
  assert.match(client.text, /\r\n\r\n$/);
  assert.equal(served.count, 1);
  await isFree();
});

test('on a fetch host without a Node server below the body is the stream', async () => {
  const { quiet, gate, hold, ticket, isFree } = await openParts();
  const { fetch } = honoApp(compose(), request => serveScreen(request, hold, ticket));
  const response = await fetch(new Request(`http://localhost/live?cursor=${quiet.screen.cursor}`));
  assert.equal(response.headers.get('content-type'), 'text/event-stream; charset=utf-8');
  const { read, rest } = bodyReader(response);
  assert.deepEqual((await read()).map(kindOf), ['beat']);
  for (const text of ['one', 'two']) {
    quiet.show(text);
    assert.deepEqual((await read()).map(kindOf), [text]);
  }
  gate.end(() => true, goodbye({ reason: 'signed out' }));
  assert.deepEqual((await rest()).map(kindOf), ['gone']);
  await isFree();
});

test('without a Node server below a reader that lags too far is brought up to date by the state', async () => {
  const { quiet, hold, ticket, isFree } = await openParts();
  const response = serveScreen(new Request(`http://localhost/live?cursor=${quiet.screen.cursor}`), hold, ticket);
  const { read, rest } = bodyReader(response);
  for (let i = 0; i < 40; i++) quiet.show(`${i} ${'.'.repeat(100_000)}`);
  quiet.show('last');
  await read();
  quiet.screen.close();
  const events = await rest();
  assert.deepEqual(events.map(kindOf), ['area last']);
  await isFree();
});

for (const isRead of [false, true]) {
  test(`a body that is given up ${isRead ? 'while it waits' : 'unread'} gives everything back`, async () => {
    const { hold, ticket, isFree, cursors } = await openParts();
    const { body } = serveScreen(new Request('http://localhost/live'), hold, ticket);
    const reader = body!.getReader();
    if (isRead) await reader.read();
    const pending = isRead ? reader.read() : undefined;
    await reader.cancel();
    await pending;
    await isFree();
    assert.deepEqual(
      cursors.map(cursor => cursor.read().kind),
      ['end'],
    );
  });
}

test('who gets no stream is told so by the last event of one', async () => {
  const response = refuseStream(goodbye({ reason: 'You have 200 streams open.' }));
  assert.deepEqual([response.status, response.headers.get('cache-control')], [200, 'no-store, no-transform']);
  assert.deepEqual(readEvents(await response.text()), [
    { id: '', event: 'gone', data: '{"reason":"You have 200 streams open."}' },
  ]);
});

/** Reads a body event by event: each is a chunk of its own where nobody lags. */
function bodyReader({ body }: Response) {
  const reader = body!.getReader();
  const read = async () => {
    const { value } = await reader.read();
    return readEvents(value ? Buffer.from(value).toString() : '');
  };
  const rest = async () => {
    reader.releaseLock();
    return readEvents(Buffer.concat(await Array.fromAsync(body!)).toString());
  };
  return { read, rest };
}
