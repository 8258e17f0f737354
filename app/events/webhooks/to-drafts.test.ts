import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it, test } from 'node:test';
import { readRequestFile } from '../testing/read-request-file.ts';
import { hookHeaders } from './hook-headers.ts';
import { renderTemplate } from './render-template.ts';
import { cutBytes, toDrafts } from './to-drafts.ts';

const atMs = Date.UTC(2026, 10, 28, 14, 3, 22);
const folder = new URL('golden/', import.meta.url);

/** `golden/NAME.http` is a webhook as it comes, `NAME.expected.json` the events that are made of it. */
describe('golden files of webhooks', () => {
  for (const file of readdirSync(folder).filter(file => file.endsWith('.http'))) {
    const name = file.slice(0, -'.http'.length);
    it(`reads ${name} as written down`, () => {
      const { target: topic, headers, body } = readRequestFile(new URL(file, folder));
      const { kept } = hookHeaders(headers);
      const drafts = toDrafts({ topic, body: JSON.parse(body.toString()), headers: kept, atMs }, undefined);
      const expected = JSON.parse(readFileSync(new URL(`${name}.expected.json`, folder), 'utf8'));
      assert.deepEqual(JSON.parse(JSON.stringify(drafts)), expected);
    });
  }
});

const BODY = { a: { b: ['x', { 'c d': 7 }] }, empty: '', off: false, none: null, level: 'critical' };

test('a template holds what lies at its paths, or the first of several that is there', () => {
  for (const [template, text] of [
    ['{{a.b[0]}}', 'x'],
    ['{{ a.b[1]["c d"] }}', '7'],
    ['{{empty|none|"nothing"}}', 'nothing'],
    ['{{nowhere.at.all}}|{{off}}', '|false'],
    ['{{a.b}}', 'x, {"c d":7}'],
    ['{{a.__proto__}}{{a.constructor}}{{a.b.length}}', '2'],
    ['{{ {{a.b[0]}} }', '{{ x }'],
    ['no place', 'no place'],
  ] as const)
    assert.equal(renderTemplate(template, BODY), text, template);
});

test('a mapping makes one event of any body', () => {
  const mapping = {
    ...{ title: 'Level {{level}}', message: '{{a.b[0]}}', priority: '{{level}}', tags: '{{level}},{{a.b[0]}}' },
    ...{ click: 'https://example.org/{{a.b[0]}}', sequence: 'my {{level}}' },
  };
  const [draft] = toDrafts({ topic: 't', body: BODY, headers: {}, atMs }, mapping);
  assert.deepEqual(draft, {
    ...{ topic: 't', atMs, kind: 'message', title: 'Level critical', message: 'x', priority: 5, source: 'json' },
    ...{ tags: ['critical', 'x'], isMarkdown: false, actions: [], click: 'https://example.org/x' },
    sequence: 'my-critical',
  });
});

test('a text is cut between characters', () => {
  assert.equal(cutBytes('ääää', 7), 'ää…');
  assert.equal(cutBytes('ääää', 8), 'ääää');
});
