import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { openState } from '../../db/state.ts';
import { createAuthStore } from '../auth/store.ts';
import { SETTINGS } from '../config/settings.ts';
import { packageRoot } from '../package-root.ts';
import { telltale } from '../testing/telltale.ts';
import { version } from '../version.ts';
import { helpText } from './help-text.ts';
import { refuseOldNode } from './refuse-old-node.ts';

test('the help lists every setting with its default and what it is for', () => {
  const help = helpText();
  for (const [name, { shown, help: what }] of Object.entries(SETTINGS)) {
    assert.match(help, new RegExp(`^  ${name} +${shown.replace(/[./]/g, '\\$&')} .*`, 'm'));
    assert.ok(help.includes(what));
  }
  for (const line of help.split('\n')) assert.ok(line.length <= 160, line);
});

test('a Node that is too old is refused with a sentence that names the cure', () => {
  for (const old of ['20.20.2', '18.0.0', '22.13.1'])
    assert.match(
      refuseOldNode(old) ?? '',
      new RegExp(`needs Node 22\\.14 or newer; this is Node ${old}\\. .*npx -p node@24`),
    );
  for (const fine of ['22.14.0', '22.20.1', '24.0.0', '26.1.0-nightly']) assert.equal(refuseOldNode(fine), undefined);
});

test('the least Node is the one that the package names', () => {
  const { engines } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8'));
  const [major, minor] = engines.node.replace('>=', '').split('.').map(Number);
  assert.equal(refuseOldNode(`${major}.${minor}.0`), undefined);
  assert.ok(refuseOldNode(`${major}.${minor - 1}.9`));
});

test('--help and --version are answered without settings being looked at', async () => {
  const wrong = { TELLTALE_PORT: 'nonsense' };
  const [help, told] = await Promise.all([telltale(['--help'], wrong), telltale(['-v'], wrong)]);
  assert.deepEqual(help, { out: `${helpText()}\n`, error: '', code: 0 });
  assert.deepEqual(told, { out: `${version}\n`, error: '', code: 0 });
  assert.match(version, /^\d+\.\d+\.\d+/);
});

test('what is no command or no option is said so, with the help', async () => {
  const [word, inherited, option, twice] = await Promise.all([
    telltale(['srve']),
    telltale(['constructor']),
    telltale(['--port', '80']),
    telltale(['serve', 'me']),
  ]);
  const [nameless, two, forced] = await Promise.all([
    telltale(['backup']),
    telltale(['restore', 'one.tgz', 'two.tgz']),
    telltale(['reset-password', '--force']),
  ]);
  assert.match(word.error, /^There is no command "srve"\.\n\nTelltale /);
  assert.match(inherited.error, /^There is no command "constructor"\./);
  assert.match(option.error, /^Unknown option '--port'/);
  assert.match(twice.error, /^There is no command "serve me"\./);
  assert.match(nameless.error, /^"backup" needs a FILE\./);
  assert.match(two.error, /^There is no command "restore one\.tgz two\.tgz"\./);
  assert.match(forced.error, /^"reset-password" knows no --force\./);
  for (const { code, out } of [word, inherited, option, twice, nameless, two, forced])
    assert.deepEqual([code, out], [1, '']);
});

test('wrong settings stop the start, and every one of them is named', async () => {
  const { code, error } = await telltale([], { TELLTALE_PORT: '99999', TELLTALE_INGEST: 'anyone' });
  assert.equal(code, 1);
  assert.equal(
    error,
    'Telltale did not start:\n' +
      '  TELLTALE_PORT="99999" must be a whole number from 0 to 65535\n' +
      '  TELLTALE_INGEST="anyone" must be "token" or "loopback"\n',
  );
});

test('reset-password prints an address that signs the owner in, once', async t => {
  const folder = mkdtempSync(join(tmpdir(), 'telltale-reset-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const { code, out } = await telltale(['reset-password'], { TELLTALE_DATA: folder });
  assert.equal(code, 0);
  assert.match(out, /^Open within 30 minutes, once:\n {2}http:\/\/localhost:8355\/setup\?code=[A-Z2-9-]{14}\n/);
  const state = openState(join(folder, 'state.db'), Date.now);
  t.after(() => state.close());
  const printed = new URL(/http:\S+/.exec(out)![0]).searchParams.get('code')!;
  const auth = createAuthStore(state, Date.now);
  assert.ok(auth.redeemSetupCode(printed));
  assert.equal(auth.redeemSetupCode(printed), undefined);
});
