import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type AccessLine, accessLog } from './access-log.ts';
import { toFetch } from './adapters/fetch.ts';
import { exchangeOf } from './exchange.ts';
import { compose } from './middleware.ts';

test('one line per request, with the path as it was sent and without its query', async () => {
  const lines: AccessLine[] = [];
  const rewrite = { name: 'rewrite', processRequest: () => new Request('http://localhost/other?k=secret') };
  const handle = toFetch(compose(accessLog({ log: line => lines.push(line) }), rewrite), request => {
    exchangeOf(request)!.route = '/in/:metric';
    return new Response('hello', { status: 202 });
  });
  await (await handle(new Request('http://localhost/in/a%0Ab?k=secret', { method: 'PUT' }))).text();
  assert.equal(lines.length, 1);
  const { ms, traceId, ...line } = lines[0]!;
  assert.deepEqual(line, {
    method: 'PUT',
    path: '/in/a%0Ab',
    status: 202,
    bytes: 5,
    route: '/in/:metric',
    kind: 'complete',
  });
  assert.equal(ms, Number(ms.toFixed(3)));
  assert.match(traceId, /^[\da-f]{32}$/);
});
