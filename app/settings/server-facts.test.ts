import assert from 'node:assert/strict';
import { test } from 'node:test';
import { serverFacts } from './server-facts.ts';

const whole = { commit: 1, series: 2, readings: 3, fileBytes: 4, damaged: 0 };

test('damaged pieces of the history are said, with what can be done; where there are none, nothing is', () => {
  const facts = (damaged: number) => new Map(serverFacts({}, '/data', { ...whole, damaged }).words);
  assert.equal(facts(0).get('Damaged'), undefined);
  assert.match(facts(1).get('Damaged')!, /^1 piece of history\.db cannot be read; .* backup/);
  assert.match(facts(3).get('Damaged')!, /^3 pieces /);
});
