import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { packageRoot } from './package-root.ts';
import { importsOf } from './testing/architecture/imports-of.ts';
import { readSource } from './testing/architecture/read-source.ts';
import { productFiles, type SourceFile } from './testing/architecture/source-files.ts';

/** A row of the table of techniques in ARCHITECTURE.md. */
interface Row {
  readonly technique: string;
  readonly room: string;
  /** Where the product calls it. */
  readonly sites: readonly { readonly path: string; readonly call: string }[];
}

const product = productFiles();

function rowsOf(markdown: string): Row[] {
  const section = markdown.split('\n## ').find(section => section.startsWith('Five techniques')) ?? '';
  const lines = section.split('\n').filter(line => line.startsWith('| ['));
  return lines.map(line => {
    const [, technique = '', room = '', , sites = ''] = line.split(/\s*\|\s*/);
    return {
      technique: /\[(.+)\]/.exec(technique)![1]!,
      room: room.replaceAll('`', ''),
      sites: [...sites.matchAll(/`([^`]+)` \(`([^`]+)`\)/g)].map(([, path, call]) => ({ path: path!, call: call! })),
    };
  });
}

/** Why a row is not true, if so. */
function lies({ room, sites }: Row, files: readonly SourceFile[]): string[] {
  return sites.flatMap(({ path, call }) => {
    const file = files.find(file => file.path === path);
    if (!file) return [`${path} is no file of the product`];
    if (!readSource(file.text).code.includes(call)) return [`${path} does not call ${call}`];
    return reaches(path, room, files) ? [] : [`${path} does not import ${room}, nor does what it imports`];
  });
}

function reaches(path: string, room: string, files: readonly SourceFile[], seen = new Set<string>()): boolean {
  if (path === room) return true;
  if (seen.has(path)) return false;
  seen.add(path);
  const file = files.find(file => file.path === path);
  return file !== undefined && importsOf(file).some(({ to }) => reaches(to, room, files, seen));
}

test('the product calls each technique where ARCHITECTURE.md says so', () => {
  const rows = rowsOf(readFileSync(join(packageRoot, 'ARCHITECTURE.md'), 'utf8'));
  assert.deepEqual(
    rows.map(({ technique }) => technique),
    ['transactional', 'stream buffer', 'pattern router', 'reactive stream', 'portable middleware'],
  );
  for (const row of rows) {
    assert.ok(row.sites.length >= 2, `${row.technique} is called from ${row.sites.length} places`);
    assert.deepEqual(lies(row, product), []);
  }
});

test('a call that is gone, and one of something else by that name, would be found out', () => {
  const files = [
    { path: 'app/a.ts', text: "import { b } from './b.ts';\nb.run(); // b.stop()" },
    { path: 'app/b.ts', text: "import type { Room } from './room.ts';" },
    { path: 'app/room.ts', text: "import { b } from './b.ts';" },
    { path: 'app/other.ts', text: 'b.run();' },
  ];
  const row = (path: string, call: string) =>
    lies({ technique: 'x', room: 'app/room.ts', sites: [{ path, call }] }, files);
  assert.deepEqual(row('app/a.ts', 'b.run('), []);
  assert.deepEqual(row('app/a.ts', 'b.stop('), ['app/a.ts does not call b.stop(']);
  assert.deepEqual(row('app/other.ts', 'b.run('), [
    'app/other.ts does not import app/room.ts, nor does what it imports',
  ]);
  assert.deepEqual(row('app/gone.ts', 'b.run('), ['app/gone.ts is no file of the product']);
});
