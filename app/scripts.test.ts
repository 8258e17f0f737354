import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { packageRoot } from './package-root.ts';

const read = (path: string) => readFileSync(join(packageRoot, path), 'utf8');
const scripts = JSON.parse(read('package.json')).scripts as Readonly<Record<string, string>>;
const find = (...patterns: readonly string[]) =>
  globSync(patterns, { cwd: packageRoot, exclude: path => /(^|\/)(node_modules|dist|data)(\/|$)/.test(path) }).sort();

const testFiles = find('**/*.test.{ts,tsx}', '.*/**/*.test.{ts,tsx}');

test('npm run unit runs every test file there is', () => {
  const patterns = scripts.unit!.match(/"[^"]+"/g)!.map(quoted => quoted.slice(1, -1));
  assert.ok(testFiles.length > 100, `only ${testFiles.length} test files were found`);
  assert.deepEqual(find(...patterns), testFiles);
});

test('npm run torture runs every long proof there is', () => {
  const pattern = /globSync\('([^']+)'\)/.exec(read('.ci/torture.ts'))![1]!;
  assert.deepEqual(
    find(pattern),
    testFiles.filter(path => path.endsWith('.torture.test.ts')),
  );
});

test('npm test runs types, lint, unit and end-to-end tests, and every script that it runs exists', () => {
  const run = [...read('.ci/test.ts').matchAll(/script: '(\w+)'/g)].map(([, name]) => name!);
  assert.deepEqual(run, ['types', 'lint', 'unit', 'e2e']);
  assert.deepEqual(
    run.filter(name => !scripts[name]),
    [],
  );
});

test('the README names the scripts that check and measure, and no script that is not there', () => {
  const named = [...read('README.md').matchAll(/npm (?:run )?(test|start|(?<=run )[\w:-]+)/g)].map(([, name]) => name!);
  for (const name of ['test', 'torture', 'bench']) assert.ok(named.includes(name), name);
  for (const name of named) assert.ok(scripts[name], `README.md names npm run ${name}`);
});
