import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Offers } from './offers.ts';

test('each source waits until its frame was taken, and they take turns', async () => {
  const offers = new Offers();
  const { signal } = new AbortController();
  const made: string[] = [];
  const source = async (name: string) => {
    for (let n = 1; n <= 2; n++) {
      made.push(`${name}${n}`);
      await offers.offer({ name, n }, signal);
    }
  };
  void source('a');
  void source('b');
  const frames = offers.frames(signal);
  const next = async () => {
    const { value } = await frames.next();
    const { name, n } = JSON.parse(String(value));
    return `${name}${n}`;
  };
  assert.deepEqual(made, ['a1', 'b1']);
  assert.equal(await next(), 'a1');
  assert.deepEqual(made, ['a1', 'b1'], 'it is taken when the next one is asked for');
  assert.deepEqual([await next(), await next(), await next()], ['b1', 'a2', 'b2']);
});

test('what was offered by a source that has ended is not told', async () => {
  const offers = new Offers();
  const reading = new AbortController();
  const ending = new AbortController();
  const offered = offers.offer({ of: 'the ended' }, ending.signal);
  ending.abort();
  await offered;
  await offers.offer({ of: 'the ended, too' }, ending.signal);
  void offers.offer({ of: 'another' }, reading.signal);
  const frames = offers.frames(reading.signal);
  assert.equal(String((await frames.next()).value), '{"of":"another"}');
  const last = frames.next();
  reading.abort();
  assert.equal((await last).done, true);
});
