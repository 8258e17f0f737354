import assert from 'node:assert/strict';
import { test } from 'node:test';
import { serverFacts } from './server-facts.ts';

const FINE = { unwritable: undefined };

test('what is kept is said for each rule', () => {
  const DAY_MS = 24 * 60 * 60_000;
  const keep = [
    { pattern: 'debug_*', readingsMs: DAY_MS, hourlyMs: 0, maxBytes: 2e9 },
    { pattern: '*', readingsMs: 30 * DAY_MS, hourlyMs: 730 * DAY_MS },
  ];
  const history = { commit: 1, series: 2, readings: 3, fileBytes: 4, troubles: [] };
  const keepers = { logs: FINE, events: FINE, jobs: FINE, images: FINE };
  const facts = new Map(serverFacts({}, '/data', history, keep, keepers).words);
  assert.match(facts.get('Kept of debug_*')!, /^each reading 1\u00a0d, at most [^,]+ of them$/);
  assert.equal(facts.get('Kept'), 'each reading 30\u00a0d, its hour 730\u00a0d');
});
