import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ResolvedVariable } from './resolve-variables.ts';
import { watchOptions } from './watch-options.ts';

const room = (...values: string[]): ResolvedVariable => ({
  variable: { kind: 'query', name: 'room', query: 'label_values(room)' },
  ...{ options: values, isMore: false, isAll: true, values, problem: undefined },
});

test('a screen starts over when its variables have come to other values, and not before', async () => {
  const answers = [[room('a')], [room('a')], [room('a', 'b')], [room('never asked')]];
  const lost = Promise.withResolvers<unknown>();
  const { signal } = new AbortController();
  const resolve = async () => answers.shift()!;
  await watchOptions({ resolve, known: [room('a')], signal, onLost: lost.resolve, everyMs: 1 });
  assert.equal(await lost.promise, undefined);
  assert.equal(answers.length, 1);
});

test('what fails while it is asked is told, and nothing is told to who has gone', async () => {
  const reasons: unknown[] = [];
  const gone = new AbortController();
  const resolve = async (): Promise<never> => {
    throw new Error('no answer');
  };
  const watch = { resolve, known: [room('a')], onLost: (reason: unknown) => reasons.push(reason), everyMs: 1 };
  await watchOptions({ ...watch, signal: gone.signal });
  assert.deepEqual(reasons.map(String), ['Error: no answer']);
  gone.abort();
  await watchOptions({ ...watch, signal: gone.signal });
  assert.equal(reasons.length, 1);
});
