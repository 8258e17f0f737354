import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type TestContext, test } from 'node:test';
import { RefusedError } from '../backup/refused-error.ts';
import { postPatiently } from './post-patiently.ts';

type Answer = readonly [status: number, text: string, headers?: Record<string, string>];

/** A server that gives these answers, one after the other, the last one again and again. */
async function answering(t: TestContext, ...answers: readonly Answer[]) {
  const bodies: string[] = [];
  const server = createServer(async (request, response) => {
    const [status, text, headers] = answers[Math.min(bodies.length, answers.length - 1)]!;
    bodies.push((await request.toArray()).join(''));
    response.writeHead(status, headers).end(text);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  const waitsMs: number[] = [];
  const post = {
    url: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
    headers: {},
    body: 'a value=1',
    signal: new AbortController().signal,
    wait: async (ms: number) => void waitsMs.push(ms),
  };
  return { post, bodies, waitsMs };
}

test('who is asked to come again sends the same once more, when it is told to', async t => {
  const answers: Answer[] = [
    [503, '', { 'Retry-After': '7' }],
    [429, '', {}],
    [204, ''],
  ];
  const { post, bodies, waitsMs } = await answering(t, ...answers);
  assert.deepEqual(await postPatiently(post), { status: 204, text: '' });
  assert.deepEqual(waitsMs, [7_000, 1_000]);
  assert.deepEqual(bodies, ['a value=1', 'a value=1', 'a value=1']);
});

test('where too many series are new within a minute it comes again after that minute', async t => {
  const message = 'partial write: The series x is new, and ... Send it again in a minute, or raise it. dropped=3';
  const { post, waitsMs } = await answering(t, [400, JSON.stringify({ message })], [204, '']);
  assert.equal((await postPatiently(post)).status, 204);
  assert.deepEqual(waitsMs, [60_000]);
});

test('patience has an end, and so has an address where nobody answers', async t => {
  const { post, waitsMs } = await answering(t, [503, 'busy\n', { 'Retry-After': '60' }]);
  const isBusy = (error: unknown) =>
    error instanceof RefusedError && /has been busy for ten minutes: 503 busy$/.test(error.message);
  await assert.rejects(postPatiently(post), isBusy);
  assert.equal(waitsMs.length, 10);
  const nobody = { ...post, url: new URL('http://127.0.0.1:1') };
  await assert.rejects(postPatiently(nobody), /^RefusedError: http:\/\/127\.0\.0\.1:1 does not answer \(/);
});
