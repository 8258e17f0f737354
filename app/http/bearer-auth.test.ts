import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toFetch } from './adapters/fetch.ts';
import { bearerAuth } from './bearer-auth.ts';
import { exchangeOf } from './exchange.ts';
import { compose } from './middleware.ts';

const auth = bearerAuth({
  identify: async token => (token === 'secret' ? { name: 'mara' } : undefined),
  isOpen: ({ path }) => path === '/open',
});
const handle = toFetch(compose(auth), request => new Response(auth.identityOf(exchangeOf(request)!)?.name ?? 'nobody'));
const ask = (path: string, authorization?: string) =>
  handle(new Request(`http://x${path}`, { headers: authorization ? { authorization } : {} }));

test('who sends a known token is let in, and the handler knows who it is', async () => {
  for (const value of ['Bearer secret', 'bearer  secret']) {
    const response = await ask('/', value);
    assert.deepEqual([response.status, await response.text()], [200, 'mara']);
  }
});

test('who sends none, or none that is known, is told how', async () => {
  const asked = async (value?: string) => {
    const { status, headers } = await ask('/', value);
    return [status, headers.get('www-authenticate')];
  };
  assert.deepEqual(await asked(), [401, 'Bearer realm="api"']);
  assert.deepEqual(await asked('Basic secret'), [401, 'Bearer realm="api"']);
  assert.deepEqual(await asked('Bearer wrong'), [401, 'Bearer realm="api", error="invalid_token"']);
  assert.deepEqual(await asked('Bearer a b'), [401, 'Bearer realm="api"']);
});

test('an open path needs no token, and knows whose token came all the same', async () => {
  assert.equal(await (await ask('/open')).text(), 'nobody');
  assert.equal(await (await ask('/open', 'Bearer secret')).text(), 'mara');
});
