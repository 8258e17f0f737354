import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tempFolders } from '../backup/testing/temp-folders.ts';
import { startServer } from '../testing/real-server.ts';
import { telltale } from '../testing/telltale.ts';
import { pointsOf } from './testing/points-of.ts';
import { writeLines } from './testing/write-lines.ts';

test('a server is sent to with a token, and says what it refuses', async t => {
  const folders = tempFolders(t);
  const server = await startServer({ env: { TELLTALE_HOST_METRICS: 'off' } });
  t.after(() => server.dispose());
  const atMs = Date.now() - 60_000;
  const file = writeLines(folders.in('x.om'), [
    '# TYPE a gauge',
    '# HELP a (unit: °C)',
    `a 1 ${atMs / 1000}`,
    `a -0 ${(atMs + 1) / 1000}`,
    'a 1 1000000000',
    'a NaN',
    `b{x="ends with \\\\"} 2 ${atMs / 1000}`,
    'nonsense',
    '# EOF',
  ]);
  const send = (...args: string[]) => telltale(['import', '--to', server.url, ...args, file]);

  const strange = await send();
  assert.equal(strange.code, 1);
  assert.match(strange.error, / refuses: .* Give a write token by --token or TELLTALE_TOKEN\.\n$/);
  const { code, error } = await telltale(['import', '--to', server.url, file], { TELLTALE_TOKEN: server.writeToken });
  assert.equal(code, 0, error);
  assert.match(error, /^line 8, column 9: the value is missing/);
  assert.match(error, /\nImported 3 readings from .*\n1 line could not be read\.\n2 readings were refused: /);
  const again = await send('--token', server.writeToken);
  assert.match(again.error, /\nImported 3 readings /, 'to send it twice does no harm');
  await server.stop();
  assert.deepEqual(
    pointsOf(server.dataDir).map(({ key, points }) => [key, points]),
    [
      ['a', [`${atMs} 1`, `${atMs + 1} -0`]],
      ['b{x="ends with \\\\"}', [`${atMs} 2`]],
    ],
  );
  const { out } = await telltale(['export'], { TELLTALE_DATA: server.dataDir });
  assert.match(out, /^# TYPE a unknown\n# HELP a \(unit: °C\)\n/);
});

test('where there is no server, or no address, a sentence says so', async t => {
  const file = writeLines(tempFolders(t).in('x.lp'), ['a value=1']);
  const nobody = await telltale(['import', '--to', 'http://127.0.0.1:1', file]);
  assert.deepEqual(nobody.code, 1);
  assert.match(nobody.error, /^http:\/\/127\.0\.0\.1:1 does not answer \(.*\)\.\n$/);
  const wrong = await telltale(['import', '--to', 'localhost:8355', file]);
  assert.match(
    wrong.error,
    /^--to localhost:8355: write the address of a server, such as http:\/\/127\.0\.0\.1:8355\.\n$/,
  );
});
