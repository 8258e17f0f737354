import assert from 'node:assert/strict';
import { compress } from 'snappyjs';
import { HttpError } from '../../../http/http-error.ts';
import { countSpans } from '../../../ingest/count-spans.ts';
import type { BodyForm } from '../../../ingest/intake-calls.ts';
import { limits, timeRange } from '../../../ingest/limits.ts';
import { parseNative } from '../../../ingest/native.ts';
import { writeProtobuf } from '../../../ingest/protobuf/write-protobuf.ts';
import { createBodyReader, type WrittenBody } from '../../../ingest/testing/read-body.ts';
import { unpackSnappyBlock } from '../../../ingest/unpack-snappy-block.ts';
import type { FuzzedParser } from '../fuzzed-parser.ts';
import { goldenBodies } from '../golden-bodies.ts';

const NOW_MS = Date.UTC(2026, 10, 22, 14, 3, 22);
const MAX_BYTES = 1024 * 1024;

const golden = (folder: string) => goldenBodies(new URL(`../../../ingest/golden/${folder}/`, import.meta.url));

const PUSH = { protocol: 'prometheus-push', group: { job: 'x' }, dialect: 'prometheus' } as const;
const METRICS_WORDS = [
  '# TYPE a histogram\n',
  '# EOF\n',
  'a_bucket{le="+Inf"}',
  '_total',
  '{a="b"}',
  ' 1.5 1700000000',
  'NaN',
];
const OTLP_WORDS = [
  ...['"asInt":"-1"', '"explicitBounds":[', '"bucketCounts":["1","2"]', '"aggregationTemporality":1', '"scale":20'],
  ...['"kvlistValue":{"values":[', '"arrayValue":{"values":[', '"timeUnixNano":"', '"flags":1'],
];

const PLAIN_REMOTE_WRITE = golden('remote-write').flatMap(body => {
  const plain = unpackSnappyBlock(body, MAX_BYTES);
  return Buffer.isBuffer(plain) ? [plain] : [];
});

/** Everything that brings readings. */
export const READINGS: readonly FuzzedParser[] = [
  {
    name: 'one reading',
    samples: ['room=kitchen&unit=%C2%B0C\n21.4', 'v=21.4&t=2026-11-22T14:03:22Z\n', '\n-1e3'].map(text =>
      Buffer.from(text),
    ),
    words: ['t=1700000000', '&v=', '&unit=', '&k=', 'on', 'off', '21,4', 'Z', '+01:00'],
    open: () => input => {
      const end = Math.max(0, input.indexOf(0x0a));
      const query = new URLSearchParams(input.toString('latin1', 0, end));
      const found = parseNative('temperature', query, input.subarray(end), NOW_MS);
      check(found, 1);
    },
  },
  body('JSON', { protocol: 'many', type: 'json' }, golden('json')),
  body('NDJSON', { protocol: 'many', type: 'ndjson' }, golden('ndjson')),
  body('CSV', { protocol: 'many', type: 'csv' }, golden('csv'), [
    'metric,value,time',
    '""',
    ';',
    '\t',
    '2026-11-22 14:03',
  ]),
  body('a body that does not say what it is', { protocol: 'many', type: 'untold' }, [
    ...golden('csv'),
    ...golden('json'),
  ]),
  body('line protocol', { protocol: 'influx', precision: 'auto' }, golden('influx'), [
    ',a=b',
    ' v=1i',
    'u',
    '="x"',
    '\\ ',
    '\\,',
  ]),
  body('remote write', { protocol: 'remote-write', packing: 'none' }, PLAIN_REMOTE_WRITE),
  body('remote write, packed anew', { protocol: 'remote-write', packing: 'snappy' }, PLAIN_REMOTE_WRITE, [], pack),
  body('remote write, packed', { protocol: 'remote-write', packing: 'snappy' }, golden('remote-write')),
  body('OTLP in JSON', { protocol: 'otlp-metrics', type: 'json' }, golden('otlp-json'), OTLP_WORDS),
  body('OTLP in protobuf', { protocol: 'otlp-metrics', type: 'protobuf' }, golden('otlp-protobuf')),
  body('pushed text', { ...PUSH, act: 'replace' }, golden('prometheus-push'), METRICS_WORDS),
  body('pushed OpenMetrics', { ...PUSH, act: 'add', dialect: 'openmetrics' }, golden('openmetrics'), METRICS_WORDS),
  {
    name: 'texts over a web socket',
    samples: [
      'temperature{room="kitchen"} 21.4',
      '{"humidity": 40, "labels": {"room": "bath"}}',
      '# TYPE a counter\na 1',
    ].map(text => Buffer.from(text)),
    words: METRICS_WORDS,
    open: () => input => {
      const ends = Uint32Array.of(input.length >> 1, input.length);
      const form = {
        protocol: 'messages',
        ends,
        times: Float64Array.of(NOW_MS, NOW_MS),
        numbers: Uint32Array.of(1, 2),
      } as const;
      check(createBodyReader(form)(input, NOW_MS));
    },
  },
  {
    name: 'spans that are counted',
    samples: [writeProtobuf([[1, writeProtobuf([[2, writeProtobuf([[2, 'a span']])]])]])],
    open: () => (input, random) => {
      try {
        assert.ok(countSpans(input, random(2) === 0 ? 'json' : 'protobuf') <= input.length);
      } catch (error) {
        assert.ok(error instanceof HttpError && error.status === 400, String(error));
      }
    },
  },
];

function body(
  name: string,
  form: BodyForm,
  samples: readonly Buffer[],
  words: readonly string[] = [],
  onTheWay = (input: Buffer) => input,
): FuzzedParser {
  return {
    ...{ name, samples, words },
    open() {
      const read = createBodyReader(form);
      return input => check(read(onTheWay(input), NOW_MS));
    },
  };
}

function pack(input: Buffer): Buffer {
  return Buffer.from(compress(input));
}

/** A push adds `push_time_seconds`, and what ends beside it. */
const OWN_READINGS = 2;

function check(
  { readings, problems, problemCount, lines }: Pick<WrittenBody, 'readings' | 'problems' | 'problemCount' | 'lines'>,
  most: number = limits.readingsPerRequest + OWN_READINGS,
): void {
  assert.ok(readings.length <= most);
  assert.equal(problems.length, Math.min(problemCount, limits.problemsKept));
  assert.ok(lines >= problemCount);
  for (const { reason } of problems) assert.match(reason, /\S.*[.?)]$/s);
  for (const { metric, labels, atMs } of readings) {
    assert.ok(metric !== '' && Buffer.byteLength(metric) <= limits.metricNameBytes, metric);
    assert.ok(Number.isInteger(atMs) && atMs >= timeRange.fromMs && atMs < timeRange.beforeMs, String(atMs));
    assert.ok(Object.keys(labels).length <= limits.labelsPerSeries + 1);
    for (const [label, value] of Object.entries(labels)) {
      assert.ok(!label.startsWith('__'), label);
      assert.ok(value !== '' && value.isWellFormed() && !value.includes('\0'));
    }
  }
}
