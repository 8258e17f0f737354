import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseCsv } from './csv.ts';
import { limits } from './limits.ts';

const parse = (text: string) => parseCsv(Buffer.from(text), 0);

describe('a CSV file', () => {
  it('holds as many rows below the first one as a request may', () => {
    const rows = 'a,1\n'.repeat(limits.readingsPerRequest);
    assert.equal(parse(`metric,value\n${rows}`).problemCount, 0);
    const one = parse(`metric,value\n${rows}a,2\n`);
    assert.equal(one.readings.length, limits.readingsPerRequest);
    assert.equal(one.problemCount, 1);
  });

  it('is read to its end when blank rows stand among the others', () => {
    assert.deepEqual(parse('\n\nmetric;value\r\n\r\n;\r\na;1,5\r\n').readings, [
      { metric: 'a', labels: {}, value: 1.5, atMs: 0 },
    ]);
  });

  for (const [header, reason] of [
    ['metric,value,metric', /two columns are named metric/],
    ['time', /only a time column/],
    ['metric,time,value.x', /the first row must name the columns/],
    ['metric,value,__room', /"__room" begins with __, which is reserved/],
    ['"metric,value', /never closed/],
  ] as const) {
    it(`is refused as a whole when its first row is ${header}`, () => {
      const parsed = parse(`${header}\na,1,2\nb,1,2\n`);
      assert.deepEqual([parsed.readings, parsed.problemCount], [[], 1]);
      assert.match(parsed.problems[0]!.reason, reason);
    });
  }
});
