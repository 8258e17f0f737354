import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import { tempFolders } from '../../backup/testing/temp-folders.ts';
import { routes } from '../../routes.ts';
import { openApp } from '../../testing/open-app.ts';
import { telltale } from '../../testing/telltale.ts';

const app = await openApp({ after });
const origin = await app.listen();
const folders = tempFolders({ after });

const board = (slug: string, w = 6) => {
  const panel = { id: 'now', kind: 'stat', title: 'Now', w, h: 4, queries: [{ expr: 'temperature' }] };
  return JSON.stringify({ slug, title: slug, panels: [panel] }, null, 2);
};

function write(name: string, text: string): string {
  const file = folders.in(name);
  writeFileSync(file, text);
  return file;
}

const run = (...args: string[]) => telltale(args, { TELLTALE_URL: origin, TELLTALE_TOKEN: app.tokens.admin });
const widthOf = (slug: string) => app.deps.dashboards.find(slug)?.definition.panels[0]?.w;

test('files become dashboards, each told with its address, and come out again as they went in', async () => {
  const files = [write('attic.json', board('attic')), write('cellar.json', board('cellar'))];
  const first = await run('import', ...files);
  const hrefOf = (slug: string) => origin + routes.dashboard.href({ slug });
  assert.deepEqual(
    [first.code, first.error],
    [0, `${files[0]}: created, ${hrefOf('attic')}\n${files[1]}: created, ${hrefOf('cellar')}\n`],
  );
  const out = folders.in('out.json');
  const exported = await run('export', '--dashboard', 'attic', out);
  assert.deepEqual([exported.code, exported.error], [0, `Exported attic to ${out}.\n`]);
  const shown = await run('export', '--dashboard', 'attic');
  assert.equal(shown.out, readFileSync(out, 'utf8'));
  const again = await run('import', out);
  assert.deepEqual([again.code, again.error], [0, `${out}: unchanged, ${hrefOf('attic')}\n`]);
  assert.match((await run('export', '--dashboard', 'attic', out)).error, /is there already/);
  assert.equal((await run('export', '--dashboard', 'attic', out, '--force')).code, 0);
});

test('another dashboard of that name stays, with the difference told and exit code 2', async () => {
  await run('import', write('stays.json', board('stays')));
  const wider = write('wider.json', board('stays', 12));
  const { code, error } = await run('import', wider);
  assert.equal(code, 2);
  assert.equal(
    error,
    `${wider}: there is another dashboard "stays": 1 panel changed. It stays; --replace takes its place, --copy keeps both.\n` +
      '  changed Now (now)\n    width, in columns: 6 -> 12\n',
  );
  assert.equal(widthOf('stays'), 6);
  assert.match((await run('import', wider, '--copy')).error, /copied, .*\/stays-2\n$/);
  assert.equal((await run('import', wider, '--replace')).code, 0);
  assert.equal(widthOf('stays'), 12);
  assert.match((await run('import', wider, '--replace', '--copy')).error, /not both/);
});

test('a wrong file is told with its lines and costs the others nothing; the exit code is 1', async () => {
  const wrong = write('wrong.json', board('wrong', 99));
  const { code, error } = await run('import', wrong, write('right.json', board('right')));
  assert.equal(code, 1);
  assert.match(error, /wrong\.json: panels\[0\]\.w: must be at most 24 \(line 9\)\.\n.*right\.json: created/);
  assert.equal(app.deps.dashboards.find('wrong'), undefined);
});

test('a dashboard comes from standard input', async () => {
  const told = telltale(['import', '-', '--format', 'dashboard', '--to', origin, '--token', app.tokens.admin]);
  told.child.stdin!.end(board('piped'));
  assert.match((await told).error, /^standard input: created/);
  assert.equal(widthOf('piped'), 6);
});

test('a token that may not, a server that is none, and what is no file are sentences with exit code 1', async () => {
  const file = write('any.json', board('any'));
  const told = async (...args: string[]) => {
    const { code, error } = await telltale(['import', file, ...args]);
    assert.equal(code, 1);
    return error;
  };
  assert.match(
    await told('--to', origin, '--token', app.tokens.read),
    /may not change dashboards .* Give an admin token/,
  );
  assert.match(await told('--to', origin), /wants a token it knows\. Give an admin token/);
  assert.match(await told('--to', 'http://127.0.0.1:1'), /does not answer \(/);
  const other = createServer((_, response) => response.end('<h1>Hello</h1>')).listen(0, '127.0.0.1');
  after(() => other.close());
  await new Promise<void>(resolve => other.once('listening', resolve));
  const { port } = other.address() as AddressInfo;
  assert.match(await told('--to', `http://127.0.0.1:${port}`), /answers 200, which no Telltale does/);
  assert.match((await run('import', folders.in('none.json'))).error, /^There is no file /);
  assert.match((await run('import', file, 'readings.om')).error, /one FILE at a time/);
  assert.match((await run('import', 'readings.om', '--copy')).error, /are for dashboards/);
  assert.match((await run('export', '--dashboard', 'gone')).error, /There is no dashboard "gone"/);
  assert.match((await run('export', '--dashboard', '../x')).error, /write the name in its address/);
});
