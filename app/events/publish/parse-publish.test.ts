import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
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
