import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refusedClaims } from '../../app/testing/refused-claims.ts';

/** What a list of expressions does not keep, and why. It does lead good requests to their handlers: C9, C12 and C17 hold. */
const REFUSED = {
  C1: 'a UUID keeps its case, and a content type is compared as text',
  C2: 'an expression for a type takes more than the type: 01, -0, numbers beyond a double; a wildcard takes an encoded slash',
  C3: 'a path that matches with another method is passed over: 404, without Allow',
  C4: 'the same, for methods that nobody knows, and for queries that no variant takes',
  C5: 'HEAD drops the body without cancelling it, so what feeds it goes on; a refusal has a body',
  C6: 'OPTIONS is a method like others',
  C7: 'the first that was registered wins, not the most specific',
  C8: 'nobody looks whether two expressions take the same path',
  C10: 'decodeURIComponent throws on %zz, and the exception leaves the router',
  C11: 'a trailing slash is another path: 404',
  C13: 'text/event-stream anywhere in Accept wins, so htmx 4 gets a stream; weights are not read',
  C14: 'q=0 is not read: something is always sent',
  C15: 'Vary names Accept alone, so a cache gives a fragment to a navigation',
  C16: 'most outcomes that the types name never happen',
  C18: 'content that names no type is refused as an empty text, Accept is missing',
  C19: 'a thousand routes are a thousand expressions',
};

test('the naive router leads requests to handlers, and breaks these invariants', async () => {
  const { numbers, tried, refused } = await refusedClaims(new URL('./router.claims.ts', import.meta.url));
  assert.deepEqual(numbers, Object.keys(REFUSED));
  assert.ok(refused.length < tried);
});
