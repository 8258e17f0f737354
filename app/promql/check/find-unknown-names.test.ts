import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { NameSource } from '../complete/name-source.ts';
import { parsePromql } from '../parse/parse-promql.ts';
import { findUnknownNames } from './find-unknown-names.ts';

const LABELS: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  http_requests_total: { instance: ['web-1', 'web-2'], code: ['200', '404'] },
  temperature: { room: ['kitchen', 'attic'] },
  bare: {},
};

const source: NameSource = {
  metrics: async () => Object.keys(LABELS).map(name => ({ name })),
  labels: async metric =>
    Object.keys(metric === undefined ? Object.assign({}, ...Object.values(LABELS)) : (LABELS[metric] ?? {})),
  values: async (label, metric) =>
    Object.entries(LABELS).flatMap(([name, one]) =>
      metric === undefined || metric === name ? (one[label] ?? []) : [],
    ),
};

const { signal } = new AbortController();

async function find(text: string) {
  const found = await findUnknownNames(text, parsePromql(text), source, signal);
  return found.map(({ sentence, position, suggestions }) => [
    sentence,
    text.slice(position.from, position.to),
    ...suggestions,
  ]);
}

test('a metric that is not there, with the nearest ones', async () => {
  assert.deepEqual(await find('sum(rate(http_request_total[5m]))'), [
    ['No reading of a metric http_request_total has come.', 'http_request_total', 'http_requests_total'],
  ]);
  assert.deepEqual(await find('{"temperatur"}'), [
    ['No reading of a metric temperatur has come.', '"temperatur"', '"temperature"'],
  ]);
  assert.deepEqual(await find('zzz'), [['No reading of a metric zzz has come.', 'zzz']]);
});

test('a label or a value that is not there, and what there is', async () => {
  assert.deepEqual(await find('http_requests_total{instanc="web-1"}'), [
    ['No series of http_requests_total has a label instanc. It has code and instance.', 'instanc', 'instance'],
  ]);
  assert.deepEqual(await find('bare{a="b"}'), [['No series of bare has a label a. It has none.', 'a']]);
  assert.deepEqual(await find('temperature{room="kitchn"}'), [
    ['No series of temperature has room="kitchn".', '"kitchn"', '"kitchen"'],
  ]);
  assert.deepEqual(await find('{room="cellar"}'), [['No series has room="cellar".', '"cellar"']]);
});

test('each selector is looked at', async () => {
  const found = await find('temperatur / on () htp_requests_total{code="200"}');
  assert.deepEqual(
    found.map(([, where]) => where),
    ['temperatur', 'htp_requests_total'],
  );
});

test('what is there, or need not be, is no news', async () => {
  for (const text of [
    'temperature{room="kitchen"}',
    'bare',
    'temperature{gone=""}',
    'temperature{gone!="x"}',
    'temperature{room=~"k.*"}',
    'temperature{gone=~".*"}',
    '{__name__=~"temp.*"}',
    '1 + 1',
  ])
    assert.deepEqual(await find(text), [], text);
});
