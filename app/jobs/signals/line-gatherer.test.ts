import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LineGatherer } from './line-gatherer.ts';
import type { SplitLine } from './line-splitter.ts';

const line = (number: number): SplitLine => ({ number, text: `line ${number}` });

test('lines are taken in their order, those that came meanwhile together', async () => {
  const takes: number[][] = [];
  const gatherer = new LineGatherer(async lines => void takes.push(lines.map(({ number }) => number)));
  for (let i = 0; i < 500; i++) await gatherer.push([line(i)]);
  await gatherer.end();
  assert.deepEqual(
    takes.flat(),
    Array.from({ length: 500 }, (_, i) => i),
  );
  assert.ok(takes.length < 10, `${takes.length} takes`);
});

test('a sender that is too fast is held back, by lines and by their length', async () => {
  for (const text of ['', 'x'.repeat(1000)]) {
    const first = Promise.withResolvers<void>();
    const gatherer = new LineGatherer(() => first.promise);
    let pushed = 0;
    const pushing = (async () => {
      for (; pushed < 3000; pushed++) await gatherer.push([{ number: pushed, text }]);
    })();
    for (let turn = 0; turn < 100; turn++) await new Promise(resolve => setImmediate(resolve));
    assert.ok(pushed < (text === '' ? 1001 : 300), `${pushed} were taken from the sender`);
    first.resolve();
    await pushing;
    await gatherer.end();
  }
});

test('what goes wrong while lines are taken is heard by who pushes next, and at the end', async () => {
  const gatherer = new LineGatherer(() => Promise.reject(new Error('no room')));
  await gatherer.push([line(1)]);
  await assert.rejects(gatherer.end(), /no room/);
  await assert.rejects(gatherer.push([line(2)]), /no room/);
});
