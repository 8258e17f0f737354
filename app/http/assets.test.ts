import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { stylesheets } from '../../components/stylesheets.ts';
import { packageRoot } from '../package-root.ts';
import { routes } from '../routes.ts';
import { toFetch } from './adapters/fetch.ts';
import { type Assets, loadAssets } from './assets.ts';
import { compose } from './middleware.ts';
import { mountAssets } from './mount-assets.ts';
import { createRouter } from './router.ts';

const FILES = { 'css/b.css': 'b{}\n', 'css/a.css': 'a{}\n', 'js/link.js': 'link()', 'icons/mark.svg': '<svg/>' };

test('answers each file with its type, to be kept for ever', async t => {
  const assets = load(t);
  for (const [path, type] of [
    ['css/a.css', 'text/css; charset=utf-8'],
    ['js/link.js', 'text/javascript; charset=utf-8'],
    ['icons/mark.svg', 'image/svg+xml'],
  ] as const) {
    const response = assets.respond(path)!;
    assert.equal(response.headers.get('content-type'), type);
    assert.equal(response.headers.get('cache-control'), 'public, max-age=31536000, immutable');
    assert.equal(await response.text(), FILES[path]);
  }
});

test('sends the style sheets as one, in the order given', async t => {
  assert.equal(await load(t, FILES, ['css/b.css', 'css/a.css']).respond('all.css')!.text(), 'b{}\na{}\n');
  assert.equal(await load(t, FILES, ['css/a.css', 'css/b.css']).respond('all.css')!.text(), 'a{}\nb{}\n');
});

test('a style sheet that is listed but not there stops the start', t => {
  assert.throws(() => load(t, FILES, ['css/c.css']), /css\/c\.css is listed but not in the public folder/);
});

test('no path leads out of the folder, and a kind of file that is not sent is not there', t => {
  const assets = load(t, { ...FILES, 'vendor/README.md': '# notes' });
  for (const path of [
    '../package.json',
    '/etc/passwd',
    'css/../css/a.css',
    'css',
    '',
    'vendor/README.md',
    'toString',
  ]) {
    assert.equal(assets.respond(path), undefined, path);
  }
});

test('the version changes with any byte, name or file, and with nothing else', t => {
  const { version } = load(t);
  assert.match(version, /^[A-Za-z0-9]{10}$/);
  assert.equal(load(t).version, version);
  const changed = [
    { ...FILES, 'css/a.css': 'a{ }\n' },
    { ...FILES, 'js/more.js': '' },
    { 'css/b.css': 'b{}\n', 'css/a.css': 'a{}\n', 'js/links.js': 'link()', 'icons/mark.svg': '<svg/>' },
  ];
  assert.equal(new Set([version, ...changed.map(files => load(t, files).version)]).size, 4);
});

test('every file of this product that is not a note can be had, under any version', async () => {
  const folder = join(packageRoot, 'public');
  const handle = mount(loadAssets({ folder, styleSheets: stylesheets }));
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile());
  const paths = files.map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1));
  for (const path of [...paths.filter(path => !path.endsWith('.md')), 'all.css']) {
    const response = await handle(routes.asset.href({ version: 'another', path }));
    assert.equal(response.status, 200, path);
    await response.body?.cancel();
  }
});

test('an unknown asset is a 404, and the icon at the address without a version is not kept for ever', async t => {
  const handle = mount(load(t));
  assert.equal((await handle(routes.asset.href({ version: 'x', path: 'js/none.js' }))).status, 404);
  const icon = await handle(routes.favicon.href());
  assert.deepEqual([icon.status, icon.headers.get('content-type')], [200, 'image/svg+xml']);
  assert.equal(icon.headers.get('cache-control'), 'public, max-age=86400');
});

function load(t: TestContext, files: Record<string, string> = FILES, styleSheets: readonly string[] = []): Assets {
  const folder = mkdtempSync(join(tmpdir(), 'assets-'));
  t.after(() => rmSync(folder, { recursive: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, dirname(path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return loadAssets({ folder, styleSheets });
}

function mount(assets: Assets): (path: string) => Promise<Response> {
  const router = createRouter();
  mountAssets(router, assets);
  const handle = toFetch(compose(), request => router.fetch(request));
  return async path => handle(new Request(`http://localhost${path}`));
}
