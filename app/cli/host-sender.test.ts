import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type TestContext, test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { postMoments } from './host-post.ts';
import { HostQueue } from './host-queue.ts';
import { sendQueue } from './host-sender.ts';
import { hostWords } from './host-words.ts';

interface Answer {
  readonly status: number;
  readonly json?: object;
  readonly headers?: Record<string, string>;
}

const KEPT: Answer = { status: 200, json: { ok: true, accepted: 1, refused: 0 } };

/** A server that gives these answers, one after the other; when they are over, the sending is told to end. */
async function sendTo(t: TestContext, seconds: number, ...answers: readonly Answer[]) {
  const bodies: number[][] = [];
  const tokens: (string | undefined)[] = [];
  const stop = new AbortController();
  const server = createServer(async (request, response) => {
    const { status, json = {}, headers } = answers[bodies.length] ?? KEPT;
    const lines = gunzipSync(Buffer.concat(await request.toArray())).toString();
    bodies.push(
      lines
        .trim()
        .split('\n')
        .map(line => JSON.parse(line).value),
    );
    tokens.push(request.headers.authorization);
    if (bodies.length >= answers.length) stop.abort();
    response.writeHead(status, headers).end(JSON.stringify(json));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const queue = new HostQueue();
  for (let second = 1; second <= seconds; second++)
    queue.push([{ metric: 'a', value: second, labels: {}, atMs: second * 1000 }]);
  const said: string[] = [];
  const pausesMs: number[] = [];
  const end = await sendQueue({
    queue,
    post: (moments, signal) => postMoments({ url, token: 'w_x' }, moments, signal),
    events: hostWords('the server', sentence => said.push(sentence)),
    now: () => 0,
    signal: stop.signal,
    pause: async ms => void pausesMs.push(ms),
  });
  return { end, bodies, tokens, said, pausesMs };
}

const from1to = (last: number) => Array.from({ length: last }, (_, i) => i + 1);

test('what waits is sent oldest first, a minute at once, with the token in a header', async t => {
  const { end, bodies, tokens, said } = await sendTo(t, 130, KEPT, KEPT, KEPT);
  assert.deepEqual(
    bodies.map(({ length }) => length),
    [60, 60, 10],
  );
  assert.deepEqual(bodies.flat(), from1to(130));
  assert.deepEqual([end, tokens[0]], [{ left: 0 }, 'Bearer w_x']);
  assert.deepEqual(said, ['Connected to the server.']);
});

test('a busy server gets the same readings again, not before it wants to', async t => {
  const busy = { status: 503, json: { error: 'Too much waits.' }, headers: { 'Retry-After': '30' } };
  const first = await sendTo(t, 2, busy, { status: 500 }, KEPT);
  assert.deepEqual(first.bodies, [
    [1, 2],
    [1, 2],
    [1, 2],
  ]);
  assert.equal(first.pausesMs[0], 30_000);
  assert.ok(first.pausesMs[1]! >= 500 && first.pausesMs[1]! <= 1_000, 'the second attempt: within 1 s');
  assert.match(
    first.said.join('\n'),
    /^Cannot reach the server: it answers 503: Too much waits\..*\n.*500.*\nConnected/,
  );
  assert.match(first.said.at(-1)!, /Caught up: 2 seconds of readings sent, oldest first\./);
});

test('what goes wrong in the same way is said once, and who asks for patience is no refusal', async t => {
  const down = { status: 500, json: { error: 'Broken.' } };
  const { said, end } = await sendTo(t, 1, down, down, down, KEPT);
  assert.equal(said.filter(sentence => /^Cannot reach/.test(sentence)).length, 1, said.join('\n'));
  assert.equal(end.left, 0);
  const patience = await sendTo(t, 1, { status: 429, headers: { 'Retry-After': '7' } }, KEPT);
  assert.deepEqual([patience.end, patience.pausesMs], [{ left: 0 }, [7_000]]);
});

test('too many new series: the same readings again in a minute, as some of them were refused', async t => {
  const reason = 'too many new series. Send it again in a minute.';
  const full = { status: 200, json: { ok: true, accepted: 1, refused: 1, refusals: [reason] } };
  const { bodies, pausesMs } = await sendTo(t, 1, full, KEPT);
  assert.deepEqual([bodies, pausesMs], [[[1], [1]], [60_000]]);
});

test('what the server will never take is said once, and the others go on', async t => {
  const bad = { status: 400, json: { ok: false, error: 'refused', problems: [{ reason: 'is too long ago' }] } };
  const { end, said } = await sendTo(t, 1, bad);
  assert.deepEqual([end.left, said[1]], [0, 'The server refuses 1 of the readings: is too long ago.']);
});

test('a wrong token ends it at the start, and is waited out later', async t => {
  const { end, bodies } = await sendTo(t, 1, { status: 401 }, KEPT);
  assert.match(end.refusal ?? '', /no such token/);
  assert.equal(bodies.length, 1);
  const later = await sendTo(t, 61, KEPT, { status: 401 }, KEPT);
  assert.equal(later.end.left, 0);
  assert.match(later.said[1]!, /^Lost the server: it knows no such token/);
});

test('what is no Telltale is told from one', async t => {
  const page = await sendTo(t, 1, { status: 404 });
  assert.match(page.end.refusal ?? '', /answers 404, which no Telltale does/);
  const moved = await sendTo(t, 1, { status: 301, headers: { Location: 'https://boat.example/in' } });
  assert.match(moved.end.refusal ?? '', /leads on to https:\/\/boat\.example/);
});
