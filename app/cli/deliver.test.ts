import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type TestContext, test } from 'node:test';
import { freePort } from '../testing/real-server.ts';
import { deliver } from './deliver.ts';

interface Answer {
  readonly status: number;
  readonly headers?: Record<string, string>;
}

/** Delivers to a server that gives these answers, one after the other, the last one from then on. */
async function deliverTo(t: TestContext, ...answers: readonly Answer[]) {
  const tokens: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    const { status, headers } = answers[Math.min(tokens.length, answers.length - 1)]!;
    tokens.push(request.headers.authorization);
    response.writeHead(status, headers).end(`word ${tokens.length}\n`);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  return { tokens, ...send(`http://127.0.0.1:${(server.address() as AddressInfo).port}`) };
}

function send(url: string, signal = new AbortController().signal) {
  const waitsMs: number[] = [];
  const reasons: string[] = [];
  const options = {
    ...{ signal, onWait: (reason: string) => void reasons.push(reason) },
    wait: async (ms: number, until: AbortSignal) => {
      until.throwIfAborted();
      waitsMs.push(ms);
    },
  };
  const delivery = { href: '/in', contentType: 'text/plain', body: '1' };
  return { waitsMs, reasons, said: deliver({ url: new URL(url), token: 'w_x' }, delivery, options) };
}

test('what may pass is tried again, after as long as the server says, else longer each time', async t => {
  const statuses = [408, 425, 429, 500, 502, 503, 504].map(status => ({ status }));
  const patience = { status: 503, headers: { 'Retry-After': '30' } };
  const endless = { status: 503, headers: { 'Retry-After': '9999' } };
  const { said, tokens, waitsMs, reasons } = await deliverTo(t, ...statuses, patience, endless, { status: 200 });
  assert.equal(await said, 'word 10');
  assert.deepEqual([tokens.length, new Set(tokens)], [10, new Set(['Bearer w_x'])]);
  assert.deepEqual(waitsMs.slice(7), [30_000, 60_000]);
  for (const [attempt, ms] of waitsMs.slice(0, 7).entries()) {
    const longestMs = Math.min(10_000, 250 * 2 ** attempt);
    assert.ok(ms >= longestMs / 2 && ms <= longestMs, `attempt ${attempt}: ${ms} ms`);
  }
  assert.match(reasons[0]!, /answers 408: word 1$/);
});

test('what the server will never take is not tried again', async t => {
  for (const status of [400, 401, 403, 404, 413]) {
    const { said, tokens } = await deliverTo(t, { status });
    await assert.rejects(said, new RegExp(`answers ${status}: word 1`));
    assert.equal(tokens.length, 1);
  }
});

test('a server that is not there is waited for until the signal says no more', async () => {
  const stop = new AbortController();
  const { said, reasons, waitsMs } = send(`http://127.0.0.1:${await freePort()}`, stop.signal);
  while (waitsMs.length < 3) await new Promise(setImmediate);
  stop.abort();
  await assert.rejects(said, { name: 'AbortError' });
  assert.match(reasons[0]!, /^http:\/\/127\.0\.0\.1:\d+ does not answer \(ECONNREFUSED\)\.$/);
});
