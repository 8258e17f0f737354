import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toFetch } from './adapters/fetch.ts';
import { compose } from './middleware.ts';
import { rateLimit } from './rate-limit.ts';

function open(limit: number) {
  const clock = { atMs: 0 };
  const middleware = rateLimit({
    name: 'sign-in',
    limit,
    windowMs: 60_000,
    keyOf: x => x.header('x-key') ?? undefined,
    now: () => clock.atMs,
  });
  const handle = toFetch(compose(middleware), () => new Response('in'));
  const ask = (key?: string) => handle(new Request('http://x/', { headers: key ? { 'x-key': key } : {} }));
  return { clock, ask };
}

test('tells policy and quota, and refuses with 429, what is left and when to come again', async () => {
  const { clock, ask } = open(2);
  const told = ({ status, headers }: Response) => [
    status,
    headers.get('ratelimit-policy'),
    headers.get('ratelimit'),
    headers.get('retry-after'),
  ];
  assert.deepEqual(told(await ask('a')), [200, '"sign-in";q=2;w=60', '"sign-in";r=1;t=30', null]);
  assert.deepEqual(told(await ask('a')), [200, '"sign-in";q=2;w=60', '"sign-in";r=0;t=30', null]);
  clock.atMs += 10_000;
  const refused = await ask('a');
  assert.deepEqual(told(refused), [429, '"sign-in";q=2;w=60', '"sign-in";r=0;t=20', '20']);
  assert.equal(await refused.text(), 'Too many requests. Try again in 20 s.');
  clock.atMs += 20_000;
  assert.equal((await ask('a')).status, 200);
});

test('a request without a key is neither counted nor told anything', async () => {
  const { ask } = open(1);
  for (let i = 0; i < 3; i++) {
    const { status, headers } = await ask();
    assert.deepEqual([status, headers.get('ratelimit'), headers.get('ratelimit-policy')], [200, null, null]);
  }
});

test('two limits in one pipeline tell both of their policies', async () => {
  const limits = ['burst', 'day'].map(name => rateLimit({ name, limit: 5, windowMs: 1000, keyOf: () => 'all' }));
  const response = await toFetch(compose(...limits), () => new Response())(new Request('http://x/'));
  assert.equal(response.headers.get('ratelimit-policy'), '"day";q=5;w=1, "burst";q=5;w=1');
});
