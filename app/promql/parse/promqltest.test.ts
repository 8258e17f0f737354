import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatPromql } from '../format/format-promql.ts';
import { PromqlError } from '../promql-error.ts';
import { type EvalLine, evalLines } from '../testing/eval-lines.ts';
import { notation } from '../testing/notation.ts';
import { parsePromql } from './parse-promql.ts';

const mustParse = evalLines().filter(({ mustFail }) => !mustFail);

function refusal({ text }: EvalLine): string | undefined {
  try {
    parsePromql(text);
    return undefined;
  } catch (error) {
    if (error instanceof PromqlError) return error.message;
    throw error;
  }
}

test("every expression of Prometheus' conformance data is read, but for experimental functions", () => {
  const refused = mustParse.filter(line => refusal(line) !== undefined);
  const others = refused.filter(line => !/^\w+ is experimental in Prometheus/.test(refusal(line)!));
  assert.deepEqual(
    others.map(line => [line.place, line.text, refusal(line)]),
    [],
  );
  assert.deepEqual(
    { read: mustParse.length - refused.length, experimental: refused.length },
    { read: 1159, experimental: 97 },
  );
});

test("every expression of Prometheus' conformance data that is read is written and read again as the same", () => {
  for (const line of mustParse.filter(one => refusal(one) === undefined)) {
    const expr = parsePromql(line.text);
    assert.equal(notation(parsePromql(formatPromql(expr))), notation(expr), `${line.place} ${line.text}`);
  }
});
