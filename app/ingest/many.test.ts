import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { route } from '../http/route.ts';
import { createRouter, variants } from '../http/router.ts';
import { MANY_TYPES, manyParsers, tellForm } from './many.ts';

const many = route('/many');

/** Under which of the content types a request comes. */
async function typeOf(contentType: string | undefined): Promise<string> {
  const router = createRouter().on(many, { POST: variants(MANY_TYPES, ctx => new Response(ctx.variant)) });
  const headers: Record<string, string> = contentType === undefined ? {} : { 'content-type': contentType };
  const init = { method: 'POST', body: new Uint8Array(1), headers };
  return (await router.fetch(new Request(`http://localhost${many.href()}`, init))).text();
}

describe('the content type of a body with many readings', () => {
  for (const [type, expected] of [
    [undefined, 'untold'],
    ['application/x-www-form-urlencoded', 'untold'],
    ['text/plain', 'untold'],
    ['text/csv, text/csv', 'untold'],
    ['Text/CSV; charset=utf-8', 'csv'],
    ['text/tab-separated-values', 'csv'],
    ['application/x-ndjson; charset=utf-8', 'ndjson'],
    ['application/jsonl', 'ndjson'],
    ['application/x-json-lines', 'ndjson'],
    ['application/json', 'json'],
    ['application/senml+json', 'json'],
  ] as const) {
    it(`is ${expected} for ${type}`, async () => assert.equal(await typeOf(type), expected));
  }
});

describe('the form of a body with many readings', () => {
  for (const [text, otherwise, form] of [
    ['[{"a": 1}]', 'csv', 'json'],
    [' \n{"a": 1}\n', 'csv', 'json'],
    ['{"metric": "a",\n "value": 1}', 'csv', 'json'],
    ['{\n"labels": {"room": "x"}\n, "a": 1}', 'csv', 'json'],
    ['{"a": 1}\n{"a": 2}', 'csv', 'ndjson'],
    ['{"a": 1}\r\n\r\n{"a": 2}', 'json', 'ndjson'],
    ['{"a": 1\n{"a": 2}', 'csv', 'ndjson'],
    ['metric,value\na,1', 'csv', 'csv'],
    ['oops', 'json', 'json'],
  ] as const) {
    it(`is ${form} for ${JSON.stringify(text)}, else ${otherwise}`, () => {
      assert.equal(tellForm(Buffer.from(text), otherwise), form);
    });
  }

  it('decides which parser reads it', () => {
    const parsed = manyParsers.untold(Buffer.from('{"a": 1}\n{"a" 2}\n{"a": 3}\n'), 0);
    assert.deepEqual(
      parsed.readings.map(({ value }) => value),
      [1, 3],
    );
    assert.deepEqual(
      parsed.problems.map(({ line, column }) => [line, column]),
      [[2, 6]],
    );
    assert.equal(manyParsers.json(Buffer.from('oops'), 0).problemCount, 1);
    assert.equal(manyParsers.ndjson(Buffer.from('{"a": 1}\n'), 0).readings.length, 1);
    assert.equal(manyParsers.csv(Buffer.from('metric,value\na,1\n'), 0).readings.length, 1);
  });
});
