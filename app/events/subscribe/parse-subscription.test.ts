import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseSince } from './parse-since.ts';
import { parseSubscription } from './parse-subscription.ts';

const nowMs = 1_000_000_000;
const parse = (topics: string, query = {}, headers = {}) =>
  parseSubscription(topics, new Headers(headers), new URLSearchParams(query), nowMs);

test('a point to begin at is an id, a time, a duration or a word', () => {
  assert.deepEqual(parseSince('1645970742', nowMs), { kind: 'time', atMs: 1_645_970_742_000 });
  assert.deepEqual(parseSince('1h30m', nowMs), { kind: 'time', atMs: nowMs - 5_400_000 });
  assert.deepEqual(parseSince('0.5s', nowMs), { kind: 'time', atMs: nowMs - 500 });
  assert.deepEqual(parseSince('nFS3knfcQ1xe', nowMs), { kind: 'id', id: 'nFS3knfcQ1xe' });
  assert.deepEqual(parseSince('latest', nowMs), { kind: 'latest' });
  for (const text of ['', 'yesterday', '-5m', '1x', 'nFS3knfcQ1x!', '1645970742000000'])
    assert.equal(parseSince(text, nowMs), undefined, text);
});

test('a poll begins with all there is, a stream with what comes; a browser that resumes goes before both', () => {
  assert.deepEqual(parse('a', { poll: 1 }), {
    ...{ topics: ['a'], since: { kind: 'all' }, isPoll: true },
    filter: { id: undefined, message: undefined, title: undefined, priorities: undefined, tags: undefined },
  });
  assert.ok('since' in parse('a'));
  const resumed = parse('a', { since: 'all' }, { 'Last-Event-ID': 'nFS3knfcQ1xe' });
  assert.deepEqual('since' in resumed && resumed.since, { kind: 'id', id: 'nFS3knfcQ1xe' });
  const short = parse('a,b,a', { p: 'high,1', ta: 'x, y', si: '5m', po: 'yes' });
  assert.deepEqual('topics' in short && [short.topics, short.filter.priorities, short.filter.tags], [
    ['a', 'b'],
    [4, 1],
    ['x', 'y'],
  ]);
});

test('too many topics, bad names and bad priorities are told', () => {
  const problem = (...args: Parameters<typeof parse>) => {
    const parsed = parse(...args);
    return 'problem' in parsed ? parsed.problem : undefined;
  };
  assert.match(problem('a,b c')!, /"b c" is no name of a topic/);
  assert.match(problem(',')!, /no name of a topic/);
  assert.match(problem(Array.from({ length: 51 }, (_, i) => `t${i}`).join(','))!, /ask for at most 50/);
  assert.match(problem('a', { priority: 'loud' })!, /1 to 5/);
});
