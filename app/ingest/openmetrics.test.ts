import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseOpenMetrics } from './openmetrics.ts';
import { OpenMetricsNames } from './openmetrics-names.ts';
import { MAX_SAMPLE_LINE_BYTES } from './openmetrics-place.ts';
import { parseOpenMetricsReadings } from './testing/parse-openmetrics-readings.ts';

const NOW_MS = Date.UTC(2026, 10, 22);

function valuesOf(text: string): number[] {
  return Array.from(parseOpenMetrics(Buffer.from(text), NOW_MS, 'openmetrics', new OpenMetricsNames()).points.values);
}

test('every value of a double is read, those that are no finite number too', () => {
  const words = ['NaN', '+Inf', '-Inf', 'inf', 'Infinity', '-0', '0', '+7', '-1.5e-300', '4.9e-324', '1e21'];
  const [inf, ninf] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  const expected = [Number.NaN, inf, ninf, inf, inf, -0, 0, 7, -1.5e-300, 5e-324, 1e21];
  assert.deepEqual(valuesOf(words.map(word => `a ${word}\n`).join('')), expected);
});

test('a text that comes in pieces is read as one: units, metadata and its end are remembered', () => {
  const names = new OpenMetricsNames();
  const read = (text: string) => parseOpenMetricsReadings(Buffer.from(text), NOW_MS, 'openmetrics', names).readings;
  read('# TYPE sent_bytes counter\n# UNIT sent_bytes bytes\n# HELP sent_bytes What went \\"out\\".\n');
  assert.equal(names.hasEnded, false);
  assert.deepEqual(read('sent_bytes_total 3\nsent_bytes_created 1\n# EOF\n'), [
    { metric: 'sent_bytes_total', labels: {}, value: 3, atMs: NOW_MS, unit: 'bytes' },
    { metric: 'sent_bytes_created', labels: {}, value: 1, atMs: NOW_MS },
  ]);
  assert.equal(names.hasEnded, true);
  assert.deepEqual(names.metadata(), [
    { metric: 'sent_bytes_total', type: 'counter', unit: 'bytes', help: 'What went "out".' },
  ]);
});

test('a series is one reference, however often it stands there', () => {
  const names = new OpenMetricsNames();
  const text = 'a{b="c"} 1\nd 2\na{b="c"} 3\n';
  const { points } = parseOpenMetrics(Buffer.from(text), NOW_MS, 'openmetrics', names);
  const again = parseOpenMetrics(Buffer.from('a{b="c"} 1\n'), NOW_MS, 'openmetrics', names).points;
  assert.equal(points.refAt(0), points.refAt(2));
  assert.equal(points.refAt(0), again.refAt(0));
});

test('a line that is too long costs itself', () => {
  const long = `a{b="${'x'.repeat(MAX_SAMPLE_LINE_BYTES)}"} 1\n`;
  const { readings, problems } = parseOpenMetricsReadings(
    Buffer.from(`${long}# HELP ${long}b 2\n`),
    NOW_MS,
    'openmetrics',
  );
  assert.deepEqual(
    readings.map(({ metric }) => metric),
    ['b'],
  );
  assert.deepEqual(
    problems.map(({ line, reason }) => [line, reason]),
    [1, 2].map(line => [line, `this line is longer than ${MAX_SAMPLE_LINE_BYTES} bytes.`]),
  );
});

test('no text takes long to read', () => {
  const hostile = [
    '{'.repeat(60_000),
    `a{${'a="",'.repeat(20_000)}`,
    `a{${'"'.repeat(60_000)}} 1`,
    `a ${'1'.repeat(60_000)}`,
  ];
  hostile.push(`a{b="${'\\'.repeat(60_000)}`, `# HELP ${'a '.repeat(30_000)}`, `# HELP "${'\\"'.repeat(30_000)}`);
  hostile.push(`a{${' '.repeat(60_000)}} 1`, `a{b${' '.repeat(60_000)}} 1`, `# HELP a ${'(unit: '.repeat(8_000)}`);
  const beganMs = performance.now();
  for (const text of hostile) valuesOf(text);
  assert.ok(performance.now() - beganMs < 2_000, 'each takes some milliseconds');
});
