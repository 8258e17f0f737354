import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testClaims } from '../testing/claim.ts';
import { streamTck } from './reactive.tck.ts';
import { createReactiveStream } from './reactive.ts';

testClaims('reactive stream', streamTck(createReactiveStream));

test('does what the example in its head says', async () => {
  const lines: string[] = [];
  const stream = createReactiveStream<number>({ capacity: 4 });
  const subscription = stream.subscribe();
  for (const celsius of [20, 21, 22, 23, 24, 25]) stream.emit(celsius);
  stream.close();
  for await (const item of subscription) {
    if (item.kind === 'event') lines.push(`${item.seq} ${item.value}`);
    if (item.kind === 'gap') lines.push(`missed ${item.missed}`);
  }
  assert.deepEqual(lines, ['missed 2', '3 22', '4 23', '5 24', '6 25']);
});
