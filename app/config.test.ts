import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { SETTINGS } from './config/settings.ts';
import { parseConfig } from './config.ts';

test('an empty environment gives the documented defaults', () => {
  const parsed = parseConfig({});
  assert.ok('config' in parsed);
  assert.deepEqual(
    { host: parsed.config.host, port: parsed.config.port, data: parsed.config.dataDir, ingest: parsed.config.ingest },
    { host: '127.0.0.1', port: 8355, data: './data', ingest: 'token' },
  );
  assert.equal(parsed.config.hasHostMetrics, true);
  assert.equal(parsed.config.maxStreamsPerUser, 200);
});

test('every wrong value is named in one answer', () => {
  const parsed = parseConfig({
    TELLTALE_PORT: '99999',
    TELLTALE_INGEST: 'open',
    TELLTALE_PUBLIC_URL: 'telltale.example',
    TELLTALE_MAX_STREAMS: '-1',
  });
  assert.ok('problems' in parsed);
  assert.deepEqual(
    parsed.problems.map(problem => problem.split(' ')[0]),
    [
      'TELLTALE_PORT="99999"',
      'TELLTALE_PUBLIC_URL="telltale.example"',
      'TELLTALE_INGEST="open"',
      'TELLTALE_MAX_STREAMS="-1"',
    ],
  );
});

test('rules of what is kept come before the one for all, and take what they leave open from it', () => {
  const DAY_MS = 24 * 60 * 60_000;
  const parsed = parseConfig({ TELLTALE_KEEP: 'debug_*=1d, power_*=90d+10y', TELLTALE_KEEP_HOURLY_DAYS: '100' });
  assert.ok('config' in parsed);
  assert.deepEqual(parsed.config.keep, [
    { pattern: 'debug_*', readingsMs: DAY_MS, hourlyMs: 100 * DAY_MS },
    { pattern: 'power_*', readingsMs: 90 * DAY_MS, hourlyMs: 3650 * DAY_MS },
    { pattern: '*', readingsMs: 30 * DAY_MS, hourlyMs: 100 * DAY_MS },
  ]);
  const wrong = parseConfig({ TELLTALE_KEEP: 'debug_*' });
  assert.ok('problems' in wrong);
  assert.match(wrong.problems[0]!, /^TELLTALE_KEEP="debug_\*" has "debug_\*", which is not of the form/);
});

test('a certificate without its key, or the other way round, is named beside what else is wrong', () => {
  const files = { TELLTALE_TLS_CERT: 'cert.pem', TELLTALE_TLS_KEY: 'key.pem' };
  const both = parseConfig(files);
  assert.ok('config' in both);
  assert.deepEqual(both.config.tls, { certFile: 'cert.pem', keyFile: 'key.pem' });
  for (const [missing, set] of [Object.keys(files), Object.keys(files).reverse()] as [string, string][]) {
    const half = parseConfig({ ...files, [missing]: '', TELLTALE_PORT: 'x' });
    assert.ok('problems' in half);
    assert.equal(half.problems.length, 2);
    assert.ok(half.problems[1]!.startsWith(`${set}=`));
    assert.match(half.problems[1]!, new RegExp(`needs ${missing} beside it: set both or none$`));
  }
});

test('a value that is an empty text counts as not set', () => {
  const parsed = parseConfig({ TELLTALE_PORT: '' });
  assert.ok('config' in parsed);
  assert.equal(parsed.config.port, 8355);
});

test('the default shown to people is the default that is used', () => {
  const parsed = parseConfig({});
  assert.ok('config' in parsed);
  for (const [name, { schema, shown }] of Object.entries(SETTINGS)) {
    const used = schema.parse(undefined);
    const text = used === undefined ? /^(none|random)$/ : new RegExp(`^${used === true ? 'on' : String(used)}$`);
    assert.match(shown, text, name);
  }
});

test('the README names every setting', () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  for (const name of Object.keys(SETTINGS)) assert.ok(readme.includes(`\`${name}\``), `README does not name ${name}`);
});
