import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseMany, tellForm } from './many.ts';

describe('the form of a body with many readings', () => {
  for (const [text, type, form] of [
    ['[{"a": 1}]', undefined, 'json'],
    [' \n{"a": 1}\n', 'application/x-www-form-urlencoded', 'json'],
    ['{"metric": "a",\n "value": 1}', undefined, 'json'],
    ['{\n"labels": {"room": "x"}\n, "a": 1}', undefined, 'json'],
    ['{"a": 1}\n{"a": 2}', 'application/x-www-form-urlencoded', 'ndjson'],
    ['{"a": 1}\r\n\r\n{"a": 2}', 'application/json', 'ndjson'],
    ['{"a": 1\n{"a": 2}', undefined, 'ndjson'],
    ['{"a": 1}', 'application/x-ndjson; charset=utf-8', 'ndjson'],
    ['{"a": 1}', 'application/jsonl', 'ndjson'],
    ['metric,value\na,1', 'application/x-www-form-urlencoded', 'csv'],
    ['"metric","value"\na,1', 'Text/CSV', 'csv'],
    ['oops', 'application/json', 'json'],
  ] as const) {
    it(`is ${form} for ${JSON.stringify(text)} sent as ${type}`, () => {
      assert.equal(tellForm(Buffer.from(text), type), form);
    });
  }

  it('decides which parser reads it', () => {
    const parsed = parseMany(Buffer.from('{"a": 1}\n{"a" 2}\n{"a": 3}\n'), undefined, 0);
    assert.deepEqual(
      parsed.readings.map(({ value }) => value),
      [1, 3],
    );
    assert.deepEqual(
      parsed.problems.map(({ line, column }) => [line, column]),
      [[2, 6]],
    );
  });
});
