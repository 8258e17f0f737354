import assert from 'node:assert/strict';
import { test } from 'node:test';
import { serverFacts } from './server-facts.ts';

const whole = { commit: 1, series: 2, readings: 3, fileBytes: 4, damaged: 0 };

test('damaged pieces of the history are said, with what can be done; where there are none, nothing is', () => {
  const facts = (damaged: number) => new Map(serverFacts({}, '/data', { ...whole, damaged }, []).words);
  assert.equal(facts(0).get('Damaged'), undefined);
  assert.match(facts(1).get('Damaged')!, /^1 piece of history\.db cannot be read; .* backup/);
  assert.match(facts(3).get('Damaged')!, /^3 pieces /);
});

test('what is kept is said for each rule', () => {
  const DAY_MS = 24 * 60 * 60_000;
  const keep = [
    { pattern: 'debug_*', readingsMs: DAY_MS, hourlyMs: 0, maxBytes: 2e9 },
    { pattern: '*', readingsMs: 30 * DAY_MS, hourlyMs: 730 * DAY_MS },
  ];
  const facts = new Map(serverFacts({}, '/data', whole, keep).words);
  assert.match(facts.get('Kept of debug_*')!, /^each reading 1\u00a0d, at most [^,]+ of them$/);
  assert.equal(facts.get('Kept'), 'each reading 30\u00a0d, its hour 730\u00a0d');
});
