import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exchangeFor, exchangeOf } from './exchange.ts';

const request = (traceparent?: string) =>
  new Request('http://localhost/', { headers: traceparent ? { traceparent } : {} });

test('a Request that came through no pipeline has no exchange', () => {
  assert.equal(exchangeOf(request()), undefined);
});

test("a valid traceparent continues the caller's trace; an invalid one starts a trace that stays the same", () => {
  const traceId = '0af7651916cd43dd8448eb211c80319c';
  assert.equal(exchangeFor(request(`00-${traceId}-b7ad6b7169203331-01`)).trace.traceId, traceId);
  const fresh = exchangeFor(request('garbage'));
  assert.match(fresh.trace.traceId, /^[\da-f]{32}$/);
  assert.equal(fresh.trace, fresh.trace);
});

test('a slot is made once per owner, and its value may be undefined', () => {
  const exchange = exchangeFor(request());
  const [a, b] = [{ name: 'a' }, { name: 'b' }];
  let made = 0;
  const make = () => void made++;
  exchange.slot(a, make);
  exchange.slot(a, make);
  exchange.slot(b, make);
  assert.equal(made, 2);
});
