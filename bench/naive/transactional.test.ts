import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refusedClaims } from '../../app/testing/refused-claims.ts';

/** What the obvious version does not keep, and why. A1, A7, A10 and A22 it keeps. */
const REASONS = {
  A2: 'all callers share one context object',
  A3: 'an overlapping scope is taken for a nested one, on the same connection',
  A4: 'reads go to the connection that has the open transaction',
  A5: 'a commit inside a foreign transaction is a savepoint, and goes with its rollback',
  A6: 'a sync call beside an open scope joins it silently',
  A8: 'siblings share the stack of savepoints, and release those of each other',
  A9: 'nobody knows whose statement it is',
  A11: 'there is no joining: nothing is doomed',
  A12: 'there is no telling an outer scope from a foreign one',
  A13: 'what outlives its scope writes in autocommit, or in the next scope',
  A14: 'a promise is only seen after the call',
  A15: 'a transaction that SQLite gave up goes on in autocommit',
  A16: 'a COMMIT that fails leaves the depth wrong',
  A17: 'there is no time limit',
  A18: 'there is no queue, so nobody waits and nobody is told for whom',
  A19: 'there is no signal',
  A20: 'waiting is done inside SQLite, which stops the event loop',
  A21: 'hooks belong to all, and one that throws rejects the caller',
  A23: 'every task has a COMMIT of its own',
  A24: 'and fails alone',
  A25: 'an async generator is committed before its first step',
  A26: 'there is one connection, and no snapshot',
  A27: 'a write outside of scopes runs in autocommit',
  A28: 'nothing lets the event loop turn',
};

test('one shared context around the function loses all that depends on whose scope it is', async () => {
  const { tried, refused, numbers } = await refusedClaims(new URL('./transactional.claims.ts', import.meta.url));
  assert.deepEqual(numbers, Object.keys(REASONS));
  assert.ok(refused.length < tried, 'it keeps some');
});
