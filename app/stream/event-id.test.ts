import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatEventId, parseEventId } from './event-id.ts';

test('reads what it writes', () => {
  for (const epoch of ['a', 'k3-Zq_8.x', '7', '-', 'x'.repeat(64)]) {
    for (const seq of [0, 1, 1_000, Number.MAX_SAFE_INTEGER]) {
      assert.deepEqual(parseEventId(formatEventId(epoch, seq)), { epoch, seq });
    }
  }
});

test('knows nothing of ids it cannot have written', () => {
  const wrong = [
    '',
    '-',
    'a',
    'a-',
    '-1',
    '12',
    'a-01',
    'a-1.5',
    'a-1e3',
    'a- 1',
    'a-9007199254740992',
    'a b-1',
    'a\n-1',
    'ä-1',
  ];
  for (const text of [...wrong, `${'x'.repeat(65)}-1`, `a-${'9'.repeat(1_000)}`]) {
    assert.equal(parseEventId(text), undefined, JSON.stringify(text));
  }
});
