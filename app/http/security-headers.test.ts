import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toFetch } from './adapters/fetch.ts';
import { compose } from './middleware.ts';
import { securityHeaders } from './security-headers.ts';

const get = async (response: Response) =>
  (await toFetch(compose(securityHeaders()), () => response)(new Request('http://x/'))).headers;

test('every response carries a policy that allows only what is ours, and nothing inline', async () => {
  const headers = await get(new Response('hello'));
  assert.equal(
    headers.get('content-security-policy'),
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
      "font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  );
  assert.equal(headers.get('x-content-type-options'), 'nosniff');
  assert.equal(headers.get('referrer-policy'), 'same-origin');
  assert.equal(headers.get('cross-origin-opener-policy'), 'same-origin');
  assert.equal(headers.get('cross-origin-resource-policy'), 'same-origin');
  assert.match(headers.get('permissions-policy') ?? '', /camera=\(\)/);
});

test('a header that the handler has set itself stays', async () => {
  const headers = await get(new Response('hello', { headers: { 'Cross-Origin-Resource-Policy': 'cross-origin' } }));
  assert.equal(headers.get('cross-origin-resource-policy'), 'cross-origin');
  assert.equal(headers.get('x-content-type-options'), 'nosniff');
});
