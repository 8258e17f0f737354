import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, readdirSync, statSync } from 'node:fs';
import { delimiter, dirname, join, relative } from 'node:path';
import { createInterface } from 'node:readline';
import { type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { foreignProject } from '../testing/foreign-project.ts';
import { installedPackage } from './testing/installed-package.ts';

const { folder: installed } = await installedPackage();

async function strangersProject(t: TestContext) {
  const project = await foreignProject(t);
  cpSync(fileURLToPath(new URL('./testing/foreign', import.meta.url)), project.folder, { recursive: true });
  return project;
}

const linesOf = (out: string) => out.trimEnd().split('\n');

test('plain JavaScript comes in by every door and gets work done there', async t => {
  const { run } = await strangersProject(t);
  assert.deepEqual(linesOf(await run('node', 'every-door.js')), [
    'transaction: no, 1 item',
    'outside: true, 1 items',
    'buffer: one two',
    'stream: gap 1',
    'stream: event b',
    'stream: event c',
    'event id: 7',
    'router: dashboard attic',
    'log: /d/attic 200',
    'middleware: dashboard attic',
    'log: /d/attic 403',
    'refusal: Nobody may.',
  ]);
});

test('strict TypeScript checks every declaration, refuses what is wrong, and its compiled decorators run', async t => {
  const { run } = await strangersProject(t);
  await run('tsc');
  assert.deepEqual(linesOf(await run('node', 'out/typed-consumer.js')), [
    'decorated: 0 kept undone is refused',
    'typed: wind {"next":4,"user":"ADA","depth":0}',
  ]);
});

const MAX_PACKED_BYTES = 2_000_000;

test('the package holds what runs, and nothing that only tests or measures', () => {
  const files = readdirSync(installed, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => relative(installed, join(entry.parentPath, entry.name)));
  const rooms = /^(dist\/(app|components|db)|public\/(css|js|vendor|icons|fonts)|db\/migrations)\//;
  const documents = ['CHANGELOG.md', 'LICENSE', 'README.md', 'package.json'];
  assert.deepEqual(files.filter(path => !rooms.test(path)).sort(), documents);
  assert.deepEqual(
    files.filter(path => /[./](test|tck|spec|torture)\.|\/(testing|golden|bench)\//.test(path)),
    [],
  );
  assert.deepEqual(
    files.filter(path => path.startsWith('dist/') && !/\.(js|d\.ts)$/.test(path)),
    [],
  );
  for (const needed of ['dist/app/cli.js', 'public/js/link.js', 'db/migrations/state/0001_start.sql'])
    assert.ok(files.includes(needed), needed);
  const packedBytes = statSync(join(installed, '../../telltale.tgz')).size;
  assert.ok(packedBytes < MAX_PACKED_BYTES, `${packedBytes} bytes`);
});

test('npx telltale --help works', async t => {
  const { run } = await foreignProject(t);
  const [first] = linesOf(await run('npx', '--offline', 'telltale', '--help'));
  assert.match(first!, /^Telltale \d+\.\d+\.\d+, the live dashboard server$/);
});

test('the installed server starts, signs its owner in, shows a page and stops', async t => {
  const { folder } = await foreignProject(t);
  const PATH = `${dirname(process.execPath)}${delimiter}${process.env.PATH}`; // the same Node, however the tests were started
  const env = { PATH, TELLTALE_PORT: '0', TELLTALE_DATA: join(folder, 'data') };
  const server = spawn(join(installed, '../.bin/telltale'), { cwd: folder, env, stdio: ['ignore', 'pipe', 'inherit'] });
  t.after(() => server.kill('SIGKILL'));
  const exit = once(server, 'exit');
  const address = await addressIn(createInterface(server.stdout));
  const signedIn = await fetch(address, { redirect: 'manual' });
  const home = new URL(signedIn.headers.get('location')!, address);
  const page = await fetch(home, { headers: { Cookie: signedIn.headers.get('set-cookie')!.split(';')[0]! } });
  assert.equal(page.status, 200);
  assert.match(await page.text(), /<link rel="stylesheet"/);
  server.kill('SIGTERM');
  assert.deepEqual(await exit, [0, null]);
});

async function addressIn(lines: AsyncIterable<string>): Promise<string> {
  for await (const line of lines) {
    const address = /Open {2}(http:\S+)/.exec(line)?.[1];
    if (address) return address;
  }
  throw new Error('the server ended without an address');
}
