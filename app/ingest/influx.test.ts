import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { explainNumber, readNumber } from './influx-number.ts';
import { InfluxNames } from './influx-series.ts';
import { parsePrecision, readTimestamp } from './influx-time.ts';
import { limits } from './limits.ts';
import { parseInfluxReadings } from './testing/parse-influx-readings.ts';

const parse = (text: string) => parseInfluxReadings(Buffer.from(text), 0);

describe('a number of line protocol', () => {
  it('is the same double that JavaScript reads, however it is written', () => {
    const numbers = [0, 1, 0.1, 0.3, 5e-324, 1.7976931348623157e308, 2 ** 53, 123456.789, 1e21, 1 / 3, 999999999999999];
    for (let index = 0; index < 20_000; index++) numbers.push(Math.sin(index) * 10 ** ((index % 40) - 20));
    for (const number of numbers) {
      for (const text of [`${number}`, `${-number}`, number.toFixed(6), number.toPrecision(15)]) {
        if (Number.isFinite(Number(text)))
          assert.ok(Object.is(readNumber(Buffer.from(text), 0, text.length), Number(text)), text);
      }
    }
  });

  it('reads only the bytes it is told to', () => {
    assert.equal(readNumber(Buffer.from('a=12.5,b'), 2, 6), 12.5);
  });

  it('is refused beyond 64 bits with a sentence', () => {
    assert.equal(readNumber(Buffer.from('9223372036854775807i'), 0, 20), 2 ** 63);
    assert.ok(Number.isNaN(readNumber(Buffer.from('9223372036854775808i'), 0, 20)));
    assert.match(explainNumber('9223372036854775808i'), /does not fit into 64 bits/);
  });
});

describe('a timestamp of line protocol', () => {
  it('loses nothing of 19 digits but what is below the millisecond', () => {
    for (const [digits, precision, atMs] of [
      ['1795357687788999999', 'ns', 1_795_357_687_788],
      ['1795357687788999', 'us', 1_795_357_687_788],
      ['1795357687788', 'ms', 1_795_357_687_788],
      ['29922628', 'm', 1_795_357_680_000],
      ['4999999999', 'auto', 4_999_999_999_000],
      ['5000000000', 'auto', 5_000_000_000],
      ['999999', 'ns', 0],
    ] as const) {
      assert.equal(readTimestamp(Buffer.from(digits), 0, digits.length, precision), atMs, digits);
    }
  });

  it('has a precision by every name that a version of InfluxDB knows', () => {
    const names = ['n', 'ns', 'u', 'us', 'µ', 'μ', 'ms', 's', 'm', 'h', 'auto', 'nanosecond', 'second'];
    assert.deepEqual(
      names.map(name => parsePrecision(name, 'ms')).filter(({ ok }) => !ok),
      [],
    );
    assert.deepEqual(parsePrecision('', 'ns'), { ok: true, value: 'ns' });
    assert.deepEqual(parsePrecision(undefined, 'auto'), { ok: true, value: 'auto' });
    assert.equal(parsePrecision('toString', 'ns').ok, false);
  });
});

describe('a line of line protocol', () => {
  it('is kept whole or refused whole', () => {
    const parsed = parse('a v=1,w="text",x=oops\n');
    assert.deepEqual([parsed.readings, parsed.logLines, parsed.problemCount], [[], [], 1]);
  });

  it('is refused over its limit, and the next one is read', () => {
    const long = 'x'.repeat(limits.lineBytes + 1);
    for (const line of [`${long} v=1`, `a,t=${long} v=1`, `a ${long}=1`, `a v=${long}`]) {
      const parsed = parse(`${line}\nb value=2\n`);
      assert.match(parsed.problems[0]!.reason, /longer than 65536 bytes/);
      assert.deepEqual(
        parsed.readings.map(({ metric }) => metric),
        ['b'],
      );
    }
  });

  it('is refused when a text is too long, and its lines are not taken for readings', () => {
    const parsed = parse(`a v="${'x'.repeat(limits.logTextBytes)}\ncpu usage=0\n"\nb value=2\n`);
    assert.match(parsed.problems[0]!.reason, /text is longer than 32768 bytes/);
    assert.deepEqual(
      parsed.readings.map(({ metric }) => metric),
      ['b'],
    );
  });

  it('gives the same however many lines came before it', () => {
    const line = 'm,t=a\\ b f=1,g="x" 1\n';
    const last = parse(
      line.repeat(1000) + Array.from({ length: 20_000 }, (_, index) => `m${index} f=1\n`).join('') + line,
    );
    const alone = parse(line);
    assert.deepEqual(last.readings.at(-1), alone.readings[0]);
    assert.deepEqual(last.logLines.at(-1), alone.logLines[0]);
  });

  it('is not taken for what stood in the same memory before', () => {
    const names = new InfluxNames();
    const memory = Buffer.from('cpu,host=a user=1 1\ncpu,host=b user=2 1\n');
    parseInfluxReadings(memory, 0, 'ns', names);
    // What followed the first line last time is tried first, and must not be read from the memory it stood in.
    memory.write('cpu,host=a user=3 1\nmem,disk=y free=4 1\n');
    const { readings } = parseInfluxReadings(memory, 0, 'ns', names);
    assert.deepEqual(
      readings.map(({ metric, labels, value }) => [metric, labels, value]),
      [
        ['cpu_user', { host: 'a' }, 3],
        ['mem_free', { disk: 'y' }, 4],
      ],
    );
  });

  it('names places behind characters of several bytes and lines within quotes', () => {
    const parsed = parse('a,t=😀ü v=oops\nb v="x\ny",w=oops\n');
    assert.deepEqual(
      parsed.problems.map(({ line, column }) => [line, column]),
      [
        [1, 10],
        [3, 6],
      ],
    );
  });
});
