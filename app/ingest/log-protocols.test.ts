import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import type { Checked } from './checked.ts';
import type { ParsedLogs } from './log-batch.ts';
import { readLokiPush } from './loki.ts';
import { parseLokiJson } from './loki-json.ts';
import { parseLokiLabels } from './loki-labels.ts';
import { parseLokiProtobuf } from './loki-protobuf.ts';
import { readOtlpLogs } from './otlp-logs.ts';
import { parseOtlpLogsJson } from './otlp-logs-json.ts';
import { parseOtlpLogsProtobuf } from './otlp-logs-protobuf.ts';
import { writeProtobuf } from './protobuf/write-protobuf.ts';

const nowMs = Date.UTC(2026, 10, 22, 14, 3, 22);
const golden = (name: string) => readFileSync(new URL(`golden/${name}`, import.meta.url));

const loki = (push: ReturnType<typeof parseLokiJson>) => map(push, value => readLokiPush(value, nowMs));
const otlp = (logs: ReturnType<typeof parseOtlpLogsJson>) => map(logs, value => readOtlpLogs(value, nowMs));

function map<A, B>(checked: Checked<A>, use: (value: A) => B): B {
  assert.ok(checked.ok);
  return use(checked.value);
}

describe('golden files of Loki and OTLP', () => {
  const parsers: Readonly<Record<string, (body: Buffer) => ParsedLogs>> = {
    'loki/push': body => loki(parseLokiJson(body)),
    'otlp-logs/export': body => otlp(parseOtlpLogsJson(body)),
  };
  for (const [file, parse] of Object.entries(parsers))
    it(`reads ${file} as written down`, () => {
      assert.deepEqual(parse(golden(`${file}.in`)), JSON.parse(golden(`${file}.expected.json`).toString()));
    });
});

const message = (...fields: Parameters<typeof writeProtobuf>[0]) => writeProtobuf(fields);

describe('lines of logs in protobuf', () => {
  const timestamp = message([1, nowMs / 1000], [2, 7_000_000]);
  const entry = message([1, timestamp], [2, 'a line'], [3, message([1, 'order'], [2, '7'])]);
  const push = message([1, message([1, '{app="shop", level="warn"}'], [2, entry])], [9, 'of a later version']);

  it('are read as Loki has them', () => {
    assert.deepEqual(loki(parseLokiProtobuf(push)).lines, [
      { stream: 'shop', level: 'warn', text: 'a line', fields: { order: '7' }, atMs: nowMs + 7 },
    ]);
  });

  it('are read as OTLP has them, values within values too', () => {
    const time = Buffer.alloc(9, 1 * 8 + 1);
    time.writeBigUInt64LE(BigInt(nowMs) * 1_000_000n + 999_999n, 1);
    const list = message([5, message([1, message([1, 'x'])], [1, message([3, 2])])]);
    const attribute = message([6, message([1, 'k'], [2, list])]);
    const ids = message([9, Buffer.of(1, 0xab)], [10, Buffer.of(2)]);
    const record = Buffer.concat([time, message([2, 13], [5, message([1, 'late'])]), attribute, ids]);
    const resource = message([1, message([1, 'service.name'], [2, message([1, 'shop'])])]);
    const logs = message([1, message([1, resource], [2, message([1, message([1, 'cart'])], [2, record])])]);
    assert.deepEqual(otlp(parseOtlpLogsProtobuf(logs)).lines, [
      {
        ...{ stream: 'shop', level: 'warn', text: 'late', atMs: nowMs },
        fields: { k: '["x",2]', trace_id: '01ab', span_id: '02', scope: 'cart' },
      },
    ]);
  });

  it('are refused wherever the body is cut off', () => {
    for (let length = 1; length < push.length; length++) {
      const parsed = parseLokiProtobuf(push.subarray(0, length));
      const isWhole = parsed.ok && parsed.value.streams.length === 1;
      assert.equal(isWhole, length === push.length - 20, `${length} of ${push.length} bytes`);
    }
  });
});

describe('labels of Loki', () => {
  it('are read as Loki writes them, or not at all', () => {
    assert.deepEqual(parseLokiLabels('{a="b", c_1 = "d\\"\\n\\u00e9", e=`f"`}'), { a: 'b', c_1: 'd"\né', e: 'f"' });
    assert.deepEqual(parseLokiLabels('{}'), {});
    for (const text of ['', '{a}', '{a=b}', '{a="b"', '{a="b" c="d"}', '{="x"}'])
      assert.equal(parseLokiLabels(text), undefined);
  });
});
