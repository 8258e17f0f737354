import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createFrameHub, type Frame } from './frame-hub.ts';

const frameOf = (text: string): Frame => ({ format: 'jpeg', width: 1, height: 1, bytes: Buffer.from(text) });

test('a viewer that takes frames as they come skips none; one that does not is told each time that it skipped some', () => {
  const hub = createFrameHub();
  using _sender = hub.send('door');
  let skips = 0;
  using watching = hub.watch('door', () => skips++);
  const take = () => {
    const result = watching.cursor.read();
    assert.ok(result.kind === 'data');
    using lease = result.lease;
    return Buffer.concat(lease.chunks).toString();
  };
  for (const text of ['one', 'two']) {
    hub.show('door', frameOf(text));
    assert.match(take(), new RegExp(text));
  }
  assert.equal(skips, 0);
  for (const text of ['three', 'four', 'five']) hub.show('door', frameOf(text));
  assert.equal(watching.cursor.lag, 3);
  assert.ok(watching.times.ageMs(watching.cursor.seq, performance.now()) >= 0);
  assert.match(take(), /five/);
  assert.equal(skips, 1);
});
