import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRandom } from '../../testing/random.ts';
import { type OutputLine, OutputLines } from './output-lines.ts';

test('lines are the same however they come in pieces', () => {
  const text = 'one\ntwo ä€𝄞\r\n\n10%\r20%\r30%\rdone\n\u001b[31mred\u001b[0m\r\n40%\r';
  const expected: OutputLine[] = [
    { text: 'one', isRedrawn: false },
    { text: 'two ä€𝄞', isRedrawn: false },
    { text: '', isRedrawn: false },
    { text: '10%', isRedrawn: true },
    { text: '20%', isRedrawn: true },
    { text: '30%', isRedrawn: true },
    { text: 'done', isRedrawn: false },
    { text: 'red', isRedrawn: false },
    { text: '40%', isRedrawn: true },
  ];
  const random = createRandom(2);
  const bytes = Buffer.from(text);
  for (let round = 0; round < 200; round++) {
    const lines = new OutputLines();
    const found: OutputLine[] = [];
    for (let from = 0; from < bytes.length; ) {
      const to = from + 1 + random(8);
      found.push(...lines.add(bytes.subarray(from, to)));
      from = to;
    }
    assert.deepEqual([...found, ...lines.end()], expected);
  }
});

test('a bar that is drawn piece by piece is told while it grows', () => {
  const lines = new OutputLines();
  assert.deepEqual(lines.add(Buffer.from('10%\r')), []);
  assert.deepEqual(lines.add(Buffer.from('20%\r')), [{ text: '10%', isRedrawn: true }]);
  assert.deepEqual(lines.add(Buffer.from('\n')), [{ text: '20%', isRedrawn: false }]);
});

test('a line without end takes no more memory than the longest line', () => {
  const lines = new OutputLines();
  for (let round = 0; round < 1000; round++) assert.deepEqual(lines.add(Buffer.alloc(10_000, 'x')), []);
  assert.equal(lines.end()[0]!.text.length, 2000);
});
