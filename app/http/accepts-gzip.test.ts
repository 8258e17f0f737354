import assert from 'node:assert/strict';
import { test } from 'node:test';
import { acceptsGzip } from './accepts-gzip.ts';

test('gzip is sent to who names it, or takes anything', () => {
  for (const accepted of [
    'gzip',
    'gzip, deflate, br, zstd',
    'GZIP',
    'x-gzip',
    'br;q=1.0, gzip;q=0.8, *;q=0.1',
    ' deflate ,gzip ; q=0.001',
    '*',
    '*;q=0.5',
    'gzip;q=0.5, identity;q=0.5',
    'gzip, identity;q=0',
  ])
    assert.ok(acceptsGzip(accepted), accepted);
});

test('it is not sent to who does not, forbids it, prefers the plain bytes, or cannot be understood', () => {
  for (const accepted of [
    null,
    '',
    'identity',
    'br, deflate',
    'gzip;q=0',
    'gzip;q=0.000',
    'gzip; Q=0',
    '*, gzip;q=0',
    '*;q=0',
    'identity;q=1, gzip;q=0.5',
    'identity, gzip;q=0.999',
    'gzip;q=2',
    'gzip;q=-1',
    'gzip;q=much',
    'gzipped',
    'not-gzip',
    ';;,,;q=',
  ])
    assert.ok(!acceptsGzip(accepted), String(accepted));
});
