import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it, test } from 'node:test';
import { createRandom } from '../../testing/random.ts';
import { eventLimits } from '../kept/event-limits.ts';
import { readRequestFile } from '../testing/read-request-file.ts';
import { parsePublish } from './parse-publish.ts';

const nowMs = Date.UTC(2026, 10, 28, 14, 3, 22);
const folder = new URL('golden/', import.meta.url);

/** `golden/NAME.http` is a request, `NAME.expected.json` what is read from it. */
describe('golden files of publishing', () => {
  for (const file of readdirSync(folder).filter(file => file.endsWith('.http'))) {
    const name = file.slice(0, -'.http'.length);
    it(`reads ${name} as written down`, () => {
      const { target, ...request } = readRequestFile(new URL(file, folder));
      const topic = target === '' ? undefined : target.replace(/\?.*/, '');
      const expected = JSON.parse(readFileSync(new URL(`${name}.expected.json`, folder), 'utf8'));
      assert.deepEqual(JSON.parse(JSON.stringify(parsePublish({ topic, ...request }, nowMs))), expected);
    });
  }
});

const ROUNDS = 3000;
const PIECES = [
  ...['=?UTF-8?B?', '?=', '=?x?Q?=zz?=', '"', "'", ';', ',', '=', 'view', 'https://a.b/', 'javascript:', '\\n', '\t'],
  ...[
    '{"topic":"a"',
    '}',
    '[',
    ']',
    '{"action":"view"}',
    'ä',
    '\u00ff',
    '😀',
    ' ',
    '0',
    '5',
    'high',
    '%',
    '_',
    'x'.repeat(500),
  ],
];

test('whatever comes is a bounded event or a sentence', t => {
  const seed = Date.now() % 2 ** 31;
  t.diagnostic(`seed ${seed}`);
  const random = createRandom(seed);
  const text = () => Array.from({ length: random(6) }, () => PIECES[random(PIECES.length)]).join('');
  const headerText = () =>
    Buffer.from(text())
      .toString('latin1')
      .trim()
      .replaceAll(/[\0\r\n]/g, '');
  for (let round = 0; round < ROUNDS; round++) {
    const headers = new Headers();
    for (const name of ['title', 'tags', 'actions', 'priority', 'click', 'sid'])
      if (random(4) === 0) headers.set(name, headerText());
    if (random(3) === 0) headers.set('content-type', 'application/json');
    const query = new URLSearchParams(random(4) === 0 ? { m: text(), ta: text() } : {});
    const body = random(10) === 0 ? Buffer.from([random(256), random(256)]) : Buffer.from(text());
    const topic = random(3) === 0 ? undefined : random(5) === 0 ? text() : 'deploys';
    const parsed = parsePublish({ topic, headers, query, body }, nowMs);
    if ('problem' in parsed) {
      assert.match(parsed.problem, /\.$/s, `seed ${seed}`);
      continue;
    }
    const { draft } = parsed;
    assert.match(draft.topic, /^[-_A-Za-z0-9]{1,64}$/);
    assert.ok(draft.message.length > 0 && Buffer.byteLength(draft.message) <= eventLimits.messageBytes);
    assert.ok(draft.tags.length <= eventLimits.tags && draft.actions.length <= eventLimits.actions);
    for (const link of [draft.click ?? 'https:', ...draft.actions.map(({ url }) => url)])
      assert.match(link, /^https?:/);
  }
});
