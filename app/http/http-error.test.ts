import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HttpError } from './http-error.ts';

test('a refusal keeps its sentence, its status, its headers and its cause apart', () => {
  const cause = new Error('database is locked');
  const error = new HttpError(503, 'Come back later.', { headers: { 'Retry-After': '7' }, cause });
  assert.deepEqual(
    [error.message, error.status, error.headers, error.cause],
    ['Come back later.', 503, { 'Retry-After': '7' }, cause],
  );
  assert.equal('cause' in new HttpError(404, 'Nothing here.'), false);
});

test('a status that is no refusal is a programming mistake', () => {
  for (const status of [0, 200, 399, 600, 404.5, Number.NaN]) {
    assert.throws(() => new HttpError(status, 'x'), /needs a status from 400 to 599/);
  }
});
