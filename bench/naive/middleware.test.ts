import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refusedClaims } from '../../app/testing/refused-claims.ts';

/** What the naive middlewares do not keep, and why. */
const REFUSED: Readonly<Record<string, string>> = {
  E2: 'a hook that throws is not remembered as entered, and a stream that its client has left is never ended',
  E4: 'layers inside of the one that answered get response and end hooks that they were never owed',
  E5: 'hooks that were never entered run after an error, those of a response twice, and a refusal has no status of its own',
  E6: 'a body that breaks after the head ends as if it were whole',
  E7: 'nobody asks whether the client is still there, and its leaving looks like success',
  E8: 'what write() says is ignored, so a stalled client fills the memory',
  E9: 'the head waits for the first chunk',
  E10: 'a refusal is a plain 500, and what a HEAD would have weighed is counted',
  E11: 'as E10',
  E12: 'several Set-Cookie headers become one',
  E13: 'the body of a HEAD, a 204 and a 304 is read and counted',
  E15: 'there is no order but the given one',
  E16: 'a replacement keeps the head of what it replaces, whose body is never cancelled',
};

/** Four claims are never settled; those that are kept are within a tenth of this. */
const PATIENCE_MS = 3_000;

test('the naive middlewares keep order, isolation and traces on node:http, and nothing that takes care', async () => {
  const claims = new URL('./middleware.claims.ts', import.meta.url);
  const { tried, refused, numbers } = await refusedClaims(claims, PATIENCE_MS);
  assert.deepEqual(numbers, Object.keys(REFUSED));
  assert.ok(refused.length < tried);
});
