import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { compress } from 'snappyjs';
import { createRandom } from '../testing/random.ts';
import type { Checked } from './checked.ts';
import type { ParsedLogs } from './log-batch.ts';
import { logLimits } from './log-limits.ts';
import { readLokiPush } from './loki.ts';
import { parseLokiJson } from './loki-json.ts';
import { parseLokiLabels } from './loki-labels.ts';
import { parseLokiProtobuf } from './loki-protobuf.ts';
import { readOtlpLogs } from './otlp-logs.ts';
import { parseOtlpLogsJson } from './otlp-logs-json.ts';
import { parseOtlpLogsProtobuf } from './otlp-logs-protobuf.ts';
import { writeProtobuf } from './protobuf/write-protobuf.ts';
import { unpackSnappyBlock } from './unpack-snappy-block.ts';

const nowMs = Date.UTC(2026, 10, 22, 14, 3, 22);
const SEED = 20261128;
const golden = (name: string) => readFileSync(new URL(`golden/${name}`, import.meta.url));

function map<A, B>(checked: Checked<A>, use: (value: A) => B): Checked<B> {
  return checked.ok ? { ok: true, value: use(checked.value) } : checked;
}

const parsers: Record<string, { parse: (body: Buffer) => Checked<ParsedLogs>; sample: Buffer }> = {
  'loki-json': {
    parse: body => map(parseLokiJson(body), push => readLokiPush(push, nowMs)),
    sample: golden('loki/push.in'),
  },
  'loki-protobuf': {
    parse: body => map(parseLokiProtobuf(body), push => readLokiPush(push, nowMs)),
    sample: Buffer.from(
      message([1, message([1, '{a="b", level="warn"}'], [2, message([1, message()], [2, 'a line'])])]),
    ),
  },
  'otlp-json': {
    parse: body => map(parseOtlpLogsJson(body), logs => readOtlpLogs(logs, nowMs)),
    sample: golden('otlp-logs/export.in'),
  },
  'otlp-protobuf': {
    parse: body => map(parseOtlpLogsProtobuf(body), logs => readOtlpLogs(logs, nowMs)),
    sample: Buffer.from(
      message([1, message([2, message([2, message([3, 'WARN'], [5, message([1, 'late'])], [6, message([1, 'k'])])])])]),
    ),
  },
};

describe('golden files of Loki and OTLP', () => {
  for (const [name, file] of [
    ['loki-json', 'loki/push'],
    ['otlp-json', 'otlp-logs/export'],
  ] as const)
    it(`reads ${file} as written down`, () => {
      const parsed = parsers[name]!.parse(golden(`${file}.in`));
      assert.ok(parsed.ok);
      assert.deepEqual(parsed.value, JSON.parse(golden(`${file}.expected.json`).toString()));
    });
});

describe('whatever comes', () => {
  for (const [name, { parse, sample }] of Object.entries(parsers)) {
    it(`the parser of ${name} gives lines within their bounds, or a sentence (seed ${SEED})`, () => {
      assert.ok(parse(sample).ok, 'the sample is read');
      const random = createRandom(SEED);
      for (let round = 0; round < 2000; round++) {
        const parsed = parse(damage(sample, random));
        if (!parsed.ok) assert.match(parsed.reason, /\S.*[.;]/s);
        else
          for (const { text, stream, fields, atMs } of parsed.value.lines) {
            assert.ok(text.isWellFormed() && Buffer.byteLength(text) <= logLimits.textBytes, `round ${round}`);
            assert.ok(stream !== '' && Buffer.byteLength(stream) <= logLimits.streamNameBytes);
            assert.ok(Number.isInteger(atMs) && atMs >= 0 && atMs <= nowMs + logLimits.aheadMs);
            assert.ok(Object.keys(fields).length <= logLimits.fieldsPerLine);
          }
      }
    });
  }

  it('snappy is unpacked whole or refused, and takes no more memory than it may', () => {
    const random = createRandom(SEED);
    const packed = Buffer.from(compress(Buffer.from('a line of a log, '.repeat(50))));
    for (let round = 0; round < 2000; round++) {
      const plain = unpackSnappyBlock(damage(packed, random), 10_000);
      assert.ok('reason' in plain || plain.length <= 10_000);
    }
  });

  it('labels are read as Loki writes them, or not at all', () => {
    assert.deepEqual(parseLokiLabels('{a="b", c_1 = "d\\"\\n\\u00e9", e=`f"`}'), { a: 'b', c_1: 'd"\né', e: 'f"' });
    assert.deepEqual(parseLokiLabels('{}'), {});
    for (const text of ['', '{a}', '{a=b}', '{a="b"', '{a="b" c="d"}', '{="x"}'])
      assert.equal(parseLokiLabels(text), undefined);
  });
});

/** A few bytes changed, cut or put in. */
function damage(sample: Buffer, random: (below: number) => number): Buffer {
  const bytes = [...sample];
  for (let changes = 1 + random(4); changes > 0; changes--) {
    const at = random(bytes.length + 1);
    const kind = random(4);
    if (kind === 0) bytes[at] = random(256);
    else if (kind === 1) bytes.splice(at, random(8));
    else if (kind === 2) bytes.splice(at, 0, random(256));
    else bytes.length = Math.min(bytes.length, at);
  }
  return Buffer.from(bytes.map(byte => byte ?? 0));
}

function message(...fields: Parameters<typeof writeProtobuf>[0]): Uint8Array {
  return writeProtobuf(fields);
}
