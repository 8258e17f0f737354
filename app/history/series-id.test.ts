import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seriesId } from './series-id.ts';

test('any key makes an id that may stand in an attribute and in a selector, the same one each time', () => {
  const keys = ['x', 'X', 'x{a="b"}', 'x{a="b c"}', 'x{a="\\"#>"}', 'x{a="ä😀"}', '', ' '];
  for (const key of keys) assert.match(seriesId(key), /^s[0-9a-f]{16}$/);
  assert.deepEqual(keys.map(seriesId), keys.map(seriesId));
  assert.equal(new Set(keys.map(seriesId)).size, keys.length);
});
