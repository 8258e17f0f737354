import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toText } from '../events/webhooks/read-path.ts';
import { parseJson } from './json.ts';
import { jsonText } from './json-text.ts';
import { parseLogText } from './log-text.ts';
import { parseLokiJson } from './loki-json.ts';
import { parseOtlpLogsJson } from './otlp-logs-json.ts';
import { readOtlpMetricsJson } from './otlp-metrics-json.ts';
import { prettyJson } from './pretty-json.ts';

const nowMs = Date.UTC(2026, 10, 22, 14, 3, 22);
const DEEP = 30_000;
const deep = `${'['.repeat(DEEP)}${']'.repeat(DEEP)}`;

test('a value is the JSON that it was, and one that is nested too deep says so', () => {
  assert.equal(jsonText('a "b"'), 'a "b"');
  assert.equal(jsonText({ a: [1, null, true] }), '{"a":[1,null,true]}');
  assert.equal(jsonText(undefined), 'undefined');
  assert.equal(jsonText(JSON.parse(deep)), '(nested more than 64 deep)');
});

test('what is nested deep costs no more than its own place, wherever JSON is read', () => {
  const [line] = parseLogText(Buffer.from(`{"msg":"x","a":${deep}}\n`), { stream: 'a', labels: {}, nowMs });
  assert.deepEqual([line!.text, line!.fields], ['x', { a: '(nested more than 64 deep)' }]);
  const loki = parseLokiJson(Buffer.from(`{"streams":[{"stream":{"app":"a","b":${deep}},"values":[["1","x"]]}]}`));
  assert.ok(loki.ok && loki.value.streams[0]!.labels.b === '(nested more than 64 deep)');
  const [first] = parseJson(Buffer.from(`[{"a":1,"time":${deep}},{"a":2}]`), nowMs).problems;
  assert.match(first!.reason, /nested more than 64 deep/);
  assert.equal(toText(JSON.parse(deep)), '(nested more than 64 deep)');
  assert.equal(toText({ a: JSON.parse(deep) }), '(nested more than 64 deep)');
});

test('JSON is shown over several lines, unless that would be far longer than it is', () => {
  assert.equal(prettyJson('{"a":[1]}'), '{\n  "a": [\n    1\n  ]\n}');
  assert.equal(prettyJson('{"a":'), undefined);
  assert.equal(prettyJson(deep), undefined);
  assert.equal(prettyJson(`${'['.repeat(15_000)}${']'.repeat(15_000)}`), undefined);
});

test('OTLP takes a value for none where it is not of its type', () => {
  const attributes = `"attributes":[{"key":"a","value":{"intValue":${deep}}},{"key":"b","value":{"doubleValue":{}}}]`;
  const logs = parseOtlpLogsJson(Buffer.from(`{"resourceLogs":[{"scopeLogs":[{"logRecords":[{${attributes}}]}]}]}`));
  assert.ok(logs.ok);
  assert.deepEqual({ ...logs.value.resources[0]!.scopes[0]!.records[0]!.attributes }, { a: null, b: null });
  const metrics = readOtlpMetricsJson(Buffer.from(`{"resourceMetrics":[{"resource":{${attributes}}}]}`));
  assert.deepEqual(metrics[0]!.resource, [
    ['a', ''],
    ['b', ''],
  ]);
});
