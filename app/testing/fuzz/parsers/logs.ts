import assert from 'node:assert/strict';
import { compress } from 'snappyjs';
import type { Checked } from '../../../ingest/checked.ts';
import type { ParsedLogs } from '../../../ingest/log-batch.ts';
import { logLimits } from '../../../ingest/log-limits.ts';
import { LogTextReader, parseLogText } from '../../../ingest/log-text.ts';
import { readLokiPush } from '../../../ingest/loki.ts';
import { parseLokiJson } from '../../../ingest/loki-json.ts';
import { parseLokiLabels } from '../../../ingest/loki-labels.ts';
import { parseLokiProtobuf } from '../../../ingest/loki-protobuf.ts';
import { readOtlpLogs } from '../../../ingest/otlp-logs.ts';
import { parseOtlpLogsJson } from '../../../ingest/otlp-logs-json.ts';
import { parseOtlpLogsProtobuf } from '../../../ingest/otlp-logs-protobuf.ts';
import { writeProtobuf } from '../../../ingest/protobuf/write-protobuf.ts';
import { unpackSnappyBlock } from '../../../ingest/unpack-snappy-block.ts';
import type { LogLine } from '../../../logs/log-line.ts';
import type { Random } from '../../random.ts';
import type { FuzzedParser } from '../fuzzed-parser.ts';
import { goldenBodies } from '../golden-bodies.ts';

const nowMs = Date.UTC(2026, 10, 22, 14, 3, 22);
const context = { stream: 'app', labels: { host: 'boat' } };
const MAX_UNPACKED_BYTES = 10_000;

const golden = (folder: string) => goldenBodies(new URL(`../../../ingest/golden/${folder}/`, import.meta.url));

const LINE_WORDS = [
  ...[
    'level=',
    'ERROR',
    '{"msg":"x"}',
    '2026-11-22T14:03:22Z ',
    '    at ',
    '\u001b[1;31m',
    'Traceback',
    'Caused by: ',
    'a=b ',
  ],
  ...['<14>1 ', 'W1122 14:03:22.000000 ', '"time":', '"level":50', '[INFO]', 'goroutine 1 [running]:\n'],
];

type Field = Parameters<typeof writeProtobuf>[0][number];
const message = (...fields: readonly Field[]) => writeProtobuf(fields);

const lokiTime = message([1, 1_795_356_202], [2, 5]);
const LOKI = message([
  1,
  message([1, '{a="b", level="warn"}'], [2, message([1, lokiTime], [2, 'a line'], [3, message([1, 'k'], [2, 'v'])])]),
]);
const record = message(
  [2, 13],
  [3, 'WARN'],
  [5, message([1, 'late'])],
  [6, message([1, 'k'], [2, message([3, 7])])],
  [9, 'trace'],
);
const list = message([5, message([1, message([1, 'a'])], [1, message([6, message([1, message([1, 'k'])])])])]);
const OTLP = message([
  1,
  message(
    [1, message([1, message([1, 'service.name'], [2, list])])],
    [2, message([1, message([1, 'scope'])], [2, record])],
  ),
]);

/** Everything that brings lines of logs. */
export const LOGS: readonly FuzzedParser[] = [
  {
    name: 'lines of logs',
    samples: golden('log-text'),
    words: LINE_WORDS,
    open: () => (input, random) => {
      const whole = parseLogText(input, { ...context, nowMs });
      checkLines(whole);
      for (const { text, fields } of whole) assert.ok(text.trim() !== '' || 'cut' in fields);
      if (input.length < 4096) assert.deepEqual(inPieces(input, random), whole);
    },
  },
  logs('Loki in JSON', golden('loki'), body => map(parseLokiJson(body), push => readLokiPush(push, nowMs))),
  logs('Loki in protobuf', [LOKI], body => map(parseLokiProtobuf(body), push => readLokiPush(push, nowMs))),
  logs('OTLP logs in JSON', golden('otlp-logs'), body =>
    map(parseOtlpLogsJson(body), logs => readOtlpLogs(logs, nowMs)),
  ),
  logs('OTLP logs in protobuf', [OTLP], body => map(parseOtlpLogsProtobuf(body), logs => readOtlpLogs(logs, nowMs))),
  {
    name: 'snappy',
    samples: ['a line of a log, '.repeat(50), 'abc', ''].map(text => Buffer.from(compress(Buffer.from(text)))),
    open: () => input => {
      const plain = unpackSnappyBlock(input, MAX_UNPACKED_BYTES);
      if (Buffer.isBuffer(plain)) assert.ok(plain.length <= MAX_UNPACKED_BYTES);
      else assert.match(plain.reason, /\.$/);
      const packed = unpackSnappyBlock(compress(input), input.length);
      assert.ok(Buffer.isBuffer(packed) && packed.equals(input));
    },
  },
  {
    name: 'labels of Loki',
    samples: ['{a="b", c_1 = "d\\"\\n\\u00e9", e=`f"`}', '{}'].map(text => Buffer.from(text)),
    open: () => input => {
      const labels = parseLokiLabels(input.toString());
      for (const [name, value] of Object.entries(labels ?? {})) assert.ok(name !== '' && typeof value === 'string');
    },
  },
];

function logs(name: string, samples: readonly Buffer[], parse: (body: Buffer) => Checked<ParsedLogs>): FuzzedParser {
  return {
    ...{
      name,
      samples,
      words: ['"values":[["1","x"]]', '"stream":{"a":"b"}', '"arrayValue":{"values":[', '"body":{', ...LINE_WORDS],
    },
    open: () => input => {
      const parsed = parse(input);
      if (parsed.ok) checkLines(parsed.value.lines);
      else assert.match(parsed.reason, /\S.*[.;]/s);
    },
  };
}

function map<A, B>(checked: Checked<A>, use: (value: A) => B): Checked<B> {
  return checked.ok ? { ok: true, value: use(checked.value) } : checked;
}

function inPieces(input: Buffer, random: Random): LogLine[] {
  const reader = new LogTextReader(context);
  const lines: LogLine[] = [];
  for (let at = 0; at < input.length; ) {
    const end = at + 1 + random(40);
    lines.push(...reader.push(input.subarray(at, end), nowMs));
    at = end;
  }
  return [...lines, ...reader.end(nowMs)];
}

function checkLines(lines: readonly LogLine[]): void {
  assert.ok(lines.length <= logLimits.linesPerRequest);
  for (const { text, stream, fields, atMs } of lines) {
    assert.ok(text.isWellFormed() && Buffer.byteLength(text) <= logLimits.textBytes);
    assert.ok(stream.trim() !== '' && stream.isWellFormed() && Buffer.byteLength(stream) <= logLimits.streamNameBytes);
    assert.ok(Number.isInteger(atMs) && atMs >= 0 && atMs <= nowMs + logLimits.aheadMs, String(atMs));
    assert.ok(Object.keys(fields).length <= logLimits.fieldsPerLine);
    for (const [name, value] of Object.entries(fields)) {
      assert.ok(
        Buffer.byteLength(name) <= logLimits.fieldNameBytes && Buffer.byteLength(value) <= logLimits.fieldValueBytes,
      );
    }
  }
}
