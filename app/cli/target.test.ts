import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readTarget } from './target.ts';

test('where the server is: the command line, then the environment, then this machine', () => {
  const none = { url: undefined, token: undefined, port: 8355, dataDir: './none' };
  const config = { ...none, url: new URL('http://boat:1'), token: 't_env' };
  assert.deepEqual(readTarget({}, config), { url: new URL('http://boat:1'), token: 't_env' });
  assert.deepEqual(readTarget({ to: 'https://x.example', token: 't' }, config), {
    url: new URL('https://x.example'),
    token: 't',
  });
  assert.deepEqual(readTarget({}, none), { url: new URL('http://localhost:8355'), token: undefined });
  const tls = { certFile: 'cert.pem', keyFile: 'key.pem' };
  assert.deepEqual(readTarget({}, { ...none, tls }).url, new URL('https://localhost:8355'));
  for (const to of ['boat', 'ftp://boat', 'http://boat/path'])
    assert.throws(() => readTarget({ to }, none), /write the address of a server/);
  assert.throws(() => readTarget({ 'token-file': './none' }, none), /cannot be read/);
});
