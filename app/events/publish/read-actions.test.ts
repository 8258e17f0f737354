import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseActions } from './read-actions.ts';

test('a quote counts at the beginning of a part and behind an equals sign only', () => {
  assert.deepEqual(parseActions('view, "A, b", url= "https://a.b/?c=1,2"; view, it\'s, https://a.b/'), [
    { action: 'view', label: 'A, b', url: 'https://a.b/?c=1,2' },
    { action: 'view', label: "it's", url: 'https://a.b/' },
  ]);
});

test('quotes without end are read at once', () => {
  const began = performance.now();
  for (const piece of ['"', `a"`, ' ', `"a' `]) parseActions(`view,${piece.repeat(100_000)}`);
  assert.ok(performance.now() - began < 2000);
});
