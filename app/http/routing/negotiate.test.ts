import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MAX_MEDIA_RANGES } from './media-range.ts';
import { negotiate } from './negotiate.ts';

const TYPES = ['text/html', 'application/json', 'text/plain'];

const cases: [claim: string, accept: string | null, type: string | undefined][] = [
  ['no header takes the first', null, 'text/html'],
  ['an empty header takes the first', '  ', 'text/html'],
  ['the greatest weight wins', 'text/html;q=0.5, application/json;q=0.9, */*;q=0.1', 'application/json'],
  ['weights apply by the most specific range', '*/*, text/html;q=0.2, application/*;q=0.3', 'text/plain'],
  ['at equal weight the more specific range wins', '*/*, text/*, text/plain', 'text/plain'],
  ['at equal weight and specificity the order of the server wins', 'text/plain, application/json', 'application/json'],
  ['a type alone goes before one with parameters', 'application/json;v=1, text/plain', 'text/plain'],
  [
    'a type with parameters is taken',
    'application/openmetrics-text;q=0.5,text/plain;version=0.0.4;q=0.4',
    'text/plain',
  ],
  ['q=0 refuses', 'text/html;q=0, text/plain;q=0.0, application/json;q=0.001', 'application/json'],
  ['q=0 refuses although a wider range would take it', 'text/html;q=0, */*', 'application/json'],
  ['a malformed weight refuses', 'text/html;q=.9, application/json;q=1.001, text/plain;q=0.5', 'text/plain'],
  ['an empty weight refuses', 'text/html;q=', undefined],
  ['a negative weight refuses', 'text/html;q=-1', undefined],
  ['case and space do not matter', ' TEXT/HTML ; Q=0.1 ,application/JSON; q=0.2', 'application/json'],
  [
    'a quoted comma does not end a range',
    'text/plain;a="x,text/html\\",;";q=0.3, application/json;q=0.5',
    'application/json',
  ],
  ['what is no range is left out', 'garbage, */html, text/, /, *, text/a/b, text/html', 'text/html'],
  ['a list without one range takes nothing', 'garbage', undefined],
  ['ranges behind the bound are as if not sent', `${'a/b,'.repeat(MAX_MEDIA_RANGES)}text/html`, undefined],
  ['ranges up to the bound count', `${'a/b,'.repeat(MAX_MEDIA_RANGES - 1)}text/html`, 'text/html'],
];

for (const [claim, accept, type] of cases) {
  test(claim, () => assert.equal(negotiate(accept, TYPES)?.type, type));
}

test('tells whether the type itself was named', () => {
  const isNamed = (accept: string) => negotiate(accept, TYPES)?.isNamed;
  assert.deepEqual(['text/plain', 'text/plain;q=0.1', 'text/*', '*/*'].map(isNamed), [true, true, false, false]);
});
