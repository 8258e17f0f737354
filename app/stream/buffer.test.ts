import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testClaims } from '../testing/claim.ts';
import { bufferTck } from './buffer.tck.ts';
import { createStreamBuffer } from './buffer.ts';

testClaims('segmented log', bufferTck(createStreamBuffer));

test('the suite has a claim for each of the eighteen invariants', () => {
  const names = bufferTck(createStreamBuffer).map(({ name }) => name);
  const numbers = new Set(names.flatMap(name => name.match(/\bB\d+\b/g) ?? []));
  assert.deepEqual(
    Array.from({ length: 18 }, (_, index) => `B${index + 1}`).filter(number => !numbers.has(number)),
    [],
  );
});

test('the example in the head of the file holds', () => {
  const written: Uint8Array[] = [];
  const buffer = createStreamBuffer({ segmentBytes: 65_536, retainBytes: 1_048_576, maxPinnedBytes: 1_048_576 });
  using cursor = buffer.cursor('oldest');
  buffer.append('data: 21.4\n\n');
  const result = cursor.read();
  if (result.kind === 'data') {
    using lease = result.lease;
    for (const chunk of lease.chunks) written.push(chunk);
  }
  assert.equal(Buffer.concat(written).toString(), 'data: 21.4\n\n');
  assert.equal(buffer.stats().leases, 0);
});
