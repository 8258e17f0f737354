import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it, test } from 'node:test';
import { createRandom } from '../../testing/random.ts';
import { eventLimits } from '../kept/event-limits.ts';
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

const ROUNDS = 2000;
const KEYS = [
  ...['alerts', 'groupKey', 'orgId', 'heartbeat', 'monitor', 'msg', 'commits', 'repository', 'full_name', 'action'],
  ...[
    'object_kind',
    'object_attributes',
    'status',
    'labels',
    'annotations',
    'title',
    'message',
    'url',
    'priority',
    '__proto__',
  ],
];

test('whatever JSON comes, its events fit their bounds', t => {
  const seed = Date.now() % 2 ** 31;
  t.diagnostic(`seed ${seed}`);
  const random = createRandom(seed);
  const value = (depth: number): unknown => {
    const kind = random(depth > 4 ? 5 : 8);
    if (kind === 0) return null;
    if (kind === 1) return random(1000) - 500;
    if (kind === 2) return random(2) === 0;
    if (kind < 5)
      return ['', 'x'.repeat(random(6000)), 'https://a.b/', 'pipeline', '😀'.repeat(random(2000))][random(5)];
    if (kind < 6) return Array.from({ length: random(30) }, () => value(depth + 2));
    return Object.fromEntries(Array.from({ length: random(10) }, () => [KEYS[random(KEYS.length)]!, value(depth + 1)]));
  };
  const HEADERS = [{}, { 'x-github-event': 'push' }, { 'x-github-event': 'toString' }, { 'x-gitlab-event': 'x' }];
  for (let round = 0; round < ROUNDS; round++) {
    const drafts = toDrafts({ topic: 't', body: value(0), headers: HEADERS[random(4)]!, atMs }, undefined);
    assert.ok(drafts.length <= 21, `seed ${seed}`);
    for (const { title, message, tags, click = 'https:', sequence = 'x', priority } of drafts) {
      assert.ok(
        Buffer.byteLength(title) <= eventLimits.titleBytes && Buffer.byteLength(message) <= eventLimits.messageBytes,
      );
      assert.ok(title !== '' || message !== '');
      assert.ok(tags.length <= eventLimits.tags && priority >= 1 && priority <= 5);
      assert.match(click, /^https?:/);
      assert.match(sequence, /^[-\w]{1,64}$/, `seed ${seed}`);
    }
  }
});
