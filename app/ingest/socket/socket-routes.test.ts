import assert from 'node:assert/strict';
import { test } from 'node:test';
import { KeeperBusyError } from '../../../db/keeper/keeper-errors.ts';
import { routes } from '../../routes.ts';
import { type OpenApp, openApp } from '../../testing/open-app.ts';
import { openWebSocket, type WebSocketClient } from '../../testing/web-socket-client.ts';
import { socketLimits } from './socket-limits.ts';
import { encodeNames, encodeReadings } from './testing/encode-binary.ts';

async function connect(app: OpenApp): Promise<WebSocketClient> {
  const origin = await app.listen();
  const client = await openWebSocket(origin + routes.socketIn.href(), { headers: { ...app.headersOf('ingest') } });
  const { windowBytes, windowMessages, ids } = socketLimits;
  assert.deepEqual(await client.next(), { type: 'open', windowBytes, windowMessages, ids });
  return client;
}

/** Acknowledgements up to a message, as one. */
async function ackOf(client: WebSocketClient, upTo: number) {
  const sum = { upTo: 0, accepted: 0, refused: 0, created: 0, problems: [] as object[] };
  while (sum.upTo < upTo) {
    const ack = await client.next();
    assert.equal(ack.type, 'ack', JSON.stringify(ack));
    sum.upTo = ack.upTo;
    for (const name of ['accepted', 'refused', 'created'] as const) sum[name] += ack[name];
    sum.problems.push(...(ack.problems ?? []));
  }
  return sum;
}

async function newest(app: OpenApp) {
  const { series } = await app.deps.history.latest({});
  return Object.fromEntries(series.map(({ key, value, unit, atMs }) => [key, [value, unit, atMs - app.nowMs]]));
}

test('a message is lines of Prometheus text or JSON as POST /in takes it, and is acknowledged when it is kept', async t => {
  const app = await openApp(t);
  const client = await connect(app);
  client.send('temperature{room="bath"} 21.4\nhumidity 40\n');
  client.send({ metric: 'pressure', value: 1013, unit: 'hPa', labels: { room: 'attic' } });
  client.send([{ wind: 3 }, { wind: 4, labels: { at: 'roof' } }]);
  client.send(`{"any.name","größe"="2"} 5 ${app.nowMs - 1000}`);
  client.send('');
  assert.deepEqual(await ackOf(client, 5), { upTo: 5, accepted: 6, refused: 0, created: 6, problems: [] });
  assert.deepEqual(await newest(app), {
    'temperature{room="bath"}': [21.4, undefined, 0],
    humidity: [40, undefined, 0],
    'pressure{room="attic"}': [1013, 'hPa', 0],
    wind: [3, undefined, 0],
    'wind{at="roof"}': [4, undefined, 0],
    '{"any.name","größe"="2"}': [5, undefined, -1000],
  });
});

test('what is bad in a message is refused with its place, and the rest is kept', async t => {
  const app = await openApp(t);
  const client = await connect(app);
  client.send('a 1\nb 2,5\nc 3');
  client.send('{"d": 4');
  client.send(encodeNames([[7, 'e{x="y"}', '°C']]));
  client.send(
    encodeReadings(
      [
        [7, 21.4],
        [8, 1],
        [7, Number.NaN],
      ],
      { isShort: true },
    ),
  );
  client.send(Buffer.of(9, 1));
  const { problems, ...counts } = await ackOf(client, 5);
  assert.deepEqual(counts, { upTo: 5, accepted: 3, refused: 5, created: 3 });
  assert.deepEqual(problems, [
    { message: 1, line: 2, column: 3, reason: '"2,5" is no value; write a number, NaN, +Inf or -Inf.' },
    { message: 2, line: 1, column: 8, reason: 'the JSON ends too early: } is missing.' },
    { message: 4, byte: 7, reason: 'the id 8 has no name yet; send it in a message of names first.' },
    { message: 4, byte: 13, reason: '"NaN" is not finite; leave the reading out when there is no value.' },
    { message: 5, byte: 0, reason: '9 is no kind of message; the first byte is 1 for names, 2 to 5 for readings.' },
  ]);
  assert.deepEqual((await newest(app))['e{x="y"}'], [21.4, '°C', 0], 'as whoever sent 32 bits would write it');
});

test('binary readings have the time of their coming, or their own', async t => {
  const app = await openApp(t);
  const client = await connect(app);
  const baseMs = app.nowMs - 5000;
  client.send(
    encodeNames([
      [0, 'a'],
      [65535, 'b'],
    ]),
  );
  client.send(encodeReadings([[0, 0.1]]));
  client.send(
    encodeReadings(
      [
        [65535, 0.25, baseMs - 1],
        [65535, 0.5, baseMs + 2],
      ],
      { baseMs },
    ),
  );
  client.send(encodeReadings([[65535, 0.3, baseMs + 3]], { baseMs, isShort: true }));
  assert.deepEqual((await ackOf(client, 4)).accepted, 4);
  assert.deepEqual(await newest(app), { a: [0.1, undefined, 0], b: [0.3, undefined, -4997] });
});

test('messages that come together are committed together, and a window holds back who sends faster', async t => {
  const app = await openApp(t);
  const client = await connect(app);
  const count = socketLimits.windowMessages * 3;
  const commits = app.deps.history.live.head;
  for (let n = 1; n <= count; n++) client.send(`burst{n="${n % 10}"} ${n} ${app.nowMs - n}`);
  assert.deepEqual((await ackOf(client, count)).accepted, count);
  assert.ok(app.deps.history.live.head - commits < count / 4, `${app.deps.history.live.head - commits} commits`);
});

test('the page of the senders counts what a socket brings and what is refused of it', async t => {
  const app = await openApp(t);
  const client = await connect(app);
  client.send('a 1\nb x');
  await ackOf(client, 1);
  const [sender] = app.deps.senders.senders();
  assert.ok(sender);
  const { name, protocol, accepted, rejected, refusal } = sender;
  assert.deepEqual(
    { name, protocol, accepted, rejected },
    { name: 'ingest of a test', protocol: 'web_socket', accepted: 1, rejected: 1 },
  );
  assert.match(refusal!.reason, /^message 1, line 2, column 3: "x" is no value/);
});

test('without the right to send there is an ordinary answer, and no socket', async t => {
  const app = await openApp(t);
  const origin = await app.listen();
  const open = (headers: object) => openWebSocket(origin + routes.socketIn.href(), { headers: { ...headers } });
  await assert.rejects(open({}), /^Error: 401 A write token is needed/);
  await assert.rejects(open(app.headersOf('read')), /^Error: 403 Only a write token may send/);
  await assert.rejects(open({ ...app.headersOf('ingest'), Origin: 'https://evil.example' }), /^Error: 403 /);
  const plain = await fetch(origin + routes.socketIn.href(), { headers: app.headersOf('ingest') });
  assert.equal(plain.status, 426);
});

test('a token that is revoked ends its sockets with 1008, a stop with 1001', async t => {
  const stopping = new AbortController();
  const app = await openApp(t, {}, stopping);
  const client = await connect(app);
  const other = await openWebSocket(`${originOf(app)}${routes.socketIn.href()}?k=${app.tokens.admin}`);
  const { state, auth } = app.deps;
  const token = auth.identifyToken(app.tokens.ingest);
  assert.ok(token?.kind === 'token');
  await state.transactional.batch(() => auth.revokeToken(token.tokenId));
  const { code, reason } = await client.closed;
  assert.equal(code, 1008);
  assert.match(reason, /revoked/);
  app.deps.gate.end(() => true, { event: 'restart', data: '' });
  assert.deepEqual(await other.closed, { code: 1001, reason: 'The server stops or starts anew; connect again.' });
  while (app.deps.gate.open > 0) await new Promise(resolve => setImmediate(resolve));
});

test('when too much waits to be written the sender is told to come again, and nothing is acknowledged', async t => {
  const app = await openApp(t);
  const client = await connect(app);
  t.mock.method(app.deps.intake, 'take', async () => {
    throw new KeeperBusyError('Too much waits already.');
  });
  client.send('a 1');
  const { type, reason } = await client.next();
  assert.equal(type, 'error');
  assert.equal(reason, 'Too much waits already. What was not acknowledged must be sent again.');
  assert.equal((await client.closed).code, 1013);
});

test('a sender that is faster than the disk is not read beyond its window, and nothing of it is lost', async t => {
  const app = await openApp(t);
  const client = await connect(app);
  const { take } = app.deps.intake;
  const { promise: disk, resolve: release } = Promise.withResolvers<void>();
  const counted = t.mock.method(app.deps.intake, 'take', async (...given: Parameters<typeof take>) => {
    await disk;
    return await take(...given);
  });
  // Far more than the system holds for a connection.
  const message = `flood 1 ${app.nowMs}\n`.repeat(2_500);
  const count = Math.ceil((24 * 1024 * 1024) / message.length);
  let held = Number.POSITIVE_INFINITY;
  for (let n = 0; n < count; n++) client.send(message);
  while (client.socket.bufferedAmount < held) {
    held = client.socket.bufferedAmount;
    // Many turns of the loop, in which it would go on being read.
    for (let turn = 0; turn < 200; turn++) await app.deps.history.stats();
  }
  assert.ok(held > 0, 'the rest is still at the sender');
  assert.equal(counted.mock.callCount(), 1, 'one group at a time');
  release();
  assert.equal((await ackOf(client, count)).accepted, count * 2_500);
});

test('who pings without reading the answers is cut off', async t => {
  const app = await openApp(t);
  const client = await connect(app);
  client.socket.pause();
  const flood = Buffer.alloc(125);
  while (client.socket.readyState === client.socket.OPEN) {
    for (let n = 0; n < 1000; n++) client.socket.ping(flood);
    await new Promise(resolve => setImmediate(resolve));
  }
  client.socket.resume();
  assert.equal((await client.closed).code, 1006);
});

test('a message that is too large closes the socket with 1009, and what came before is kept', async t => {
  const app = await openApp(t);
  const client = await connect(app);
  const commits = app.deps.history.live.subscribe();
  client.send('a 1');
  client.send(`b 1${' '.repeat(64 * 1024)}`);
  assert.equal((await client.closed).code, 1009);
  await commits.next();
  assert.deepEqual(Object.keys(await newest(app)), ['a']);
});

function originOf(app: OpenApp): string {
  const address = app.servers[0]!.address();
  assert.ok(address && typeof address === 'object');
  return `http://127.0.0.1:${address.port}`;
}
