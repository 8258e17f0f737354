import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toFetch } from './adapters/fetch.ts';
import { exchangeOf } from './exchange.ts';
import { compose } from './middleware.ts';
import { traceHeaders, tracing } from './tracing.ts';

const TRACE_ID = '0af7651916cd43dd8448eb211c80319c';

test('the caller hears its trace with the span of this request, and calls made for it hand both on', async () => {
  let outgoing: Readonly<Record<string, string>> = {};
  const handle = toFetch(compose(tracing()), request => {
    outgoing = traceHeaders(exchangeOf(request)!);
    return new Response();
  });
  const headers = { traceparent: `00-${TRACE_ID}-b7ad6b7169203331-01`, tracestate: 'vendor=x' };
  const response = await handle(new Request('http://x/', { headers }));
  assert.match(response.headers.get('traceresponse')!, new RegExp(`^00-${TRACE_ID}-[\\da-f]{16}-01$`));
  assert.deepEqual(outgoing, { traceparent: response.headers.get('traceresponse'), tracestate: 'vendor=x' });
  assert.doesNotMatch(outgoing.traceparent!, /b7ad6b7169203331/);
});

test('without a valid traceparent a trace starts that is not sampled, and no state goes on', async () => {
  let outgoing: Readonly<Record<string, string>> = {};
  const handle = toFetch(compose(tracing()), request => {
    outgoing = traceHeaders(exchangeOf(request)!);
    return new Response();
  });
  await handle(new Request('http://x/', { headers: { traceparent: 'garbage', tracestate: 'vendor=x' } }));
  assert.deepEqual(Object.keys(outgoing), ['traceparent']);
  assert.match(outgoing.traceparent!, /^00-[\da-f]{32}-[\da-f]{16}-00$/);
});
