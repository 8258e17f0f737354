import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createRandom } from '../testing/random.ts';
import type { Parsed } from './batch.ts';
import { parseCsv } from './csv.ts';
import { parseJson } from './json.ts';
import { limits, timeRange } from './limits.ts';
import { manyParsers } from './many.ts';
import { parseNative } from './native.ts';
import { parseNdjson } from './ndjson.ts';
import { parseInfluxReadings } from './testing/parse-influx-readings.ts';

/** What every parser of this room promises, whatever comes. */
const nowMs = Date.UTC(2026, 10, 22, 14, 3, 22);

const parsers: Record<string, (body: Buffer) => Parsed> = {
  native: body => parseNative('temperature', new URLSearchParams('room=kitchen'), body, nowMs),
  json: body => parseJson(body, nowMs),
  ndjson: body => parseNdjson(body, nowMs),
  csv: body => parseCsv(body, nowMs),
  influx: body => parseInfluxReadings(body, nowMs, 'auto'),
  many: body => manyParsers.untold(body, nowMs),
};

const nines = '9'.repeat(400);
const header = 'metric,value,time,note\n';
const fill = (sizeBytes: number, text: string, before = '', after = '') =>
  Buffer.concat([Buffer.from(before), Buffer.alloc(sizeBytes, text), Buffer.from(after)]);

const bodies: Record<string, () => Buffer> = {
  nothing: () => Buffer.alloc(0),
  'a line break': () => Buffer.from('\n'),
  'blanks and line breaks': () => Buffer.from(' \r\n\t\n\r\n'),
  'a byte order mark': () => Buffer.from('\ufeff'),
  'half a byte order mark': () => Buffer.from([0xef, 0xbb]),
  'bad UTF-8': () => Buffer.from([0x61, 0x20, 0xff, 0xfe, 0x3d, 0x31, 0xc3, 0x0a, 0xe2, 0x82]),
  'NUL bytes': () => Buffer.alloc(1000),
  'a line of 50 MB': () => fill(50e6, 'a'),
  '50 MB of short bad lines': () => fill(50e6, 'x\n'),
  'a line of blanks': () => fill(5e6, ' '),
  'endless digits': () => fill(5e6, '7'),
  'endless open brackets': () => fill(5e6, '['),
  'endless open braces in an array': () => fill(5e6, '{', '['),
  'endless quotes': () => fill(5e6, '"'),
  'endless quotes in a row': () => fill(5e6, '"', `${header}a,1,,`),
  'endless backslashes': () => fill(5e6, '\\'),
  'endless commas': () => fill(5e6, ','),
  'endless line breaks': () => fill(5e6, '\n'),
  'endless empty elements': () => fill(5e6, '{},', '['),
  'an endless tag': () => fill(5e6, 'c', 'a,b=', ' v=1\n'),
  'an endless text': () => fill(5e6, 'c\n', 'a v="', '" 1\n'),
  'lines that each open a quote': () => fill(2e6, 'a v="x\\"\n'),
  'rows that each open a quote': () => fill(2e6, 'a,1,,"x\n', header),
  'broken objects line by line': () => fill(1e5, '{"a"\n'),
  'huge numbers': () => Buffer.from(`${nines}\n[{"a": ${nines}}]\na v=${nines}i\na v=1e400\na v=${nines}\n`),
  'a huge number in CSV': () => Buffer.from(`metric,value\na,${nines}\n`),
  'a time of 30 digits': () => Buffer.from(`a v=1 ${'1'.repeat(30)}\n`),
  'a time of 30 digits in JSON': () => Buffer.from(`{"a": 1, "t": ${'1'.repeat(30)}}`),
  'a time of 30 digits in CSV': () => Buffer.from(`metric,value,time\na,1,${'1'.repeat(30)}\n`),
  'unclosed quotes': () => Buffer.from('a v="never\n{"a": "never\n'),
  'unclosed quotes in CSV': () => Buffer.from('metric,value,note\na,1,"never\n'),
  'unclosed brackets': () => Buffer.from('[{"a": [1, {"b": 2'),
  ...noises(),
};

for (const [name, parse] of Object.entries(parsers)) {
  describe(`the parser of ${name}`, () => {
    for (const [title, body] of Object.entries(bodies)) {
      it(`takes ${title} and explains what it refuses`, () => checkPromises(parse, body()));
    }

    it('reads nothing after as many bad lines as a request may hold', () => {
      const parsed = parse(Buffer.from(`${'[\n'.repeat(limits.readingsPerRequest)}{"a": 1}\na value=1\n`));
      assert.deepEqual(parsed.readings, []);
    });

    it('stops at the limit of readings of one request and says so', () => {
      const parsed = parse(Buffer.from('a v=1\n'.repeat(limits.readingsPerRequest + 3)));
      assert.ok(parsed.readings.length <= limits.readingsPerRequest);
      if (name !== 'influx') return;
      assert.equal(parsed.readings.length, limits.readingsPerRequest);
      assert.equal(parsed.problemCount, 3);
      assert.match(parsed.problems[0]!.reason, /at most 200000 readings/);
    });
  });
}

function checkPromises(parse: (body: Buffer) => Parsed, body: Buffer): void {
  const { readings, logLines, lines, problems, problemCount } = parse(body);
  assert.ok(readings.length + logLines.length <= limits.readingsPerRequest);
  assert.ok(lines >= problemCount);
  assert.equal(problems.length, Math.min(problemCount, limits.problemsKept));
  const lineCount = 1 + body.reduce((count, byte) => count + (byte === 0x0a ? 1 : 0), 0);
  for (const { line, column, reason } of problems) {
    assert.ok(Number.isInteger(line) && line >= 1 && line <= lineCount, `line ${line} of ${lineCount}`);
    assert.ok(Number.isInteger(column) && column >= 1 && column <= body.length + 1, `column ${column}`);
    assert.match(reason, /\S.*[.?)]$/s);
    assert.ok(reason.length < 300, reason);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that none of them stands in a sentence is the promise
    assert.doesNotMatch(reason, /[\u0000-\u001f]/);
  }
  for (const { metric, value, atMs, labels } of readings) {
    checkName(metric, limits.metricNameBytes);
    assert.ok(Number.isFinite(value));
    checkTime(atMs);
    for (const label of Object.keys(labels)) {
      checkName(label, limits.labelNameBytes);
      assert.ok(!label.startsWith('__'), label);
    }
  }
  for (const { atMs } of logLines) checkTime(atMs);
}

/** Any text but an empty or an unprintable one. */
function checkName(name: string, maxBytes: number): void {
  assert.match(name, /^\P{Cc}+$/u);
  assert.match(name, /\S/);
  assert.ok(name.isWellFormed() && Buffer.byteLength(name) <= maxBytes, name);
}

function checkTime(atMs: number): void {
  assert.ok(Number.isInteger(atMs) && atMs >= timeRange.fromMs && atMs < timeRange.beforeMs, String(atMs));
}

/** Bytes at random, and lines at random from the characters that the formats are made of; always the same ones. */
function noises(): Record<string, () => Buffer> {
  const random = createRandom(20261122);
  const alphabet = 'a1 ,=".\\\n\r{}[]:;-+eit#_ü\0';
  const noise: Record<string, () => Buffer> = {};
  for (let index = 0; index < 40; index++) {
    const size = random(5000);
    const bytes = Array.from({ length: size }, () => random(256));
    const characters = Array.from({ length: size }, () => alphabet[random(alphabet.length)]);
    noise[`binary noise ${index}`] = () => Buffer.from(bytes);
    noise[`noise of syntax ${index}`] = () => Buffer.from(characters.join(''));
  }
  return noise;
}
