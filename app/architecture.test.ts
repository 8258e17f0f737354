import assert from 'node:assert/strict';
import { test } from 'node:test';
import { badlyNamed } from './testing/architecture/badly-named.ts';
import { breaches } from './testing/architecture/breaches.ts';
import { codeLines } from './testing/architecture/code-lines.ts';
import { FENCES } from './testing/architecture/fences.ts';
import { productFiles, sourceFiles } from './testing/architecture/source-files.ts';
import { MAX_CODE_LINES, MAX_TEST_LINES, tooLong } from './testing/architecture/too-long.ts';
import { undocumented } from './testing/architecture/undocumented.ts';
import { urlPaths } from './testing/architecture/url-paths.ts';

const product = productFiles();
const ROOMS_OF_TECHNIQUES = /^(app\/(http|stream|scope)\/|db\/(transactional\.ts$|transaction\/))/;

test('there is a product to look at', () => {
  assert.ok(product.length > 300, `only ${product.length} files were found`);
  for (const path of ['app/cli.ts', 'components/live.tsx', 'db/transactional.ts', 'public/js/link.js'])
    assert.ok(
      product.some(file => file.path === path),
      path,
    );
});

for (const fence of FENCES) {
  test(fence.sentence, () => {
    assert.deepEqual(
      product.flatMap(file => breaches(fence, file)),
      [],
    );
  });

  test(`it would be found out: ${fence.broken}`, () => {
    const inFile = (text: string, path = 'app/explore/rows.tsx') => breaches(fence, { path, text });
    assert.deepEqual(inFile(`\n  ${fence.broken}`), [`app/explore/rows.tsx:2 ${fence.broken}`]);
    assert.deepEqual(inFile(`// ${fence.broken}\n/** ${fence.broken} */`), []);
    assert.deepEqual(inFile(fence.kept), []);
    const atHome = product.filter(({ path }) => fence.room.test(path));
    for (const { path } of atHome) assert.deepEqual(inFile(fence.broken, path), []);
    if (fence.room.source !== '^$') assert.ok(atHome.length > 0, 'the room has moved');
  });
}

test('URLs are written in routes.ts only', () => {
  const files = product.filter(({ path }) => !path.startsWith('db/'));
  assert.deepEqual(files.flatMap(urlPaths), []);
});

test('a URL outside of routes.ts would be found out', () => {
  const found = (text: string, path = 'app/explore/page.tsx') => urlPaths({ path, text });
  assert.deepEqual(found("\nconst a = '/explore';"), ['app/explore/page.tsx:2 /explore']);
  assert.deepEqual(found('<a href="/login">'), ['app/explore/page.tsx:1 /login']);
  assert.deepEqual(found(`fetch(\`\${origin}/in/\${metric}\`)`), ['app/explore/page.tsx:1 …/in/…']);
  assert.deepEqual(found("const home = '/'; const unit = '/s'; import './x.ts'; const t = 'text/html'; /\\/a/;"), []);
  assert.deepEqual(found("readFileSync('/proc/stat')"), []);
  assert.deepEqual(found("route('/explore')", 'app/routes.ts'), []);
});

test('every exported function of the techniques says what it gives', () => {
  assert.deepEqual(undocumented(product.filter(({ path }) => ROOMS_OF_TECHNIQUES.test(path))), []);
});

test('a function without a word would be found out', () => {
  const file = (text: string) => [{ path: 'app/stream/x.ts', text }];
  const silent = [
    'export function f(a: number): void {\n}',
    'export async function g({ a }: { a: number }): Promise<void> {\n}',
    'export const h = (a: () => Thing) => a();',
    'export interface Thing {}\nexport function createThing(): Thing {\n}',
  ];
  assert.deepEqual(
    silent.flatMap(text => undocumented(file(text))),
    ['f', 'g', 'h', 'createThing'].map(name => `app/stream/x.ts: ${name}`),
  );
  const said = [
    '/** Does it. */\nexport function f(a: number): void {\n}',
    'export function isIt(text: string): boolean {\n}',
    'export function isThat(it: unknown): it is That {\n}',
    '/** A thing. */\nexport interface Thing {}\nexport function createThing<T>(a: () => void): Thing<T> {\n}',
    'function f() {}\nexport const LIMIT = 3;',
    '/** Both. */\nexport function f(a: number): void;\nexport function f(a: string): void;\nexport function f(a: unknown): void {\n}',
  ];
  assert.deepEqual(
    said.flatMap(text => undocumented(file(text))),
    [],
  );
});

test('no file is longer than one can read, or its head says why', () => {
  const files = sourceFiles(
    '{app,bench,components,db,docs,e2e,examples}/**/*.{ts,tsx}',
    'public/{css,js}/**/*.{css,js}',
    '*.ts',
  );
  assert.ok(files.length > 500, `only ${files.length} files were found`);
  assert.deepEqual(files.flatMap(tooLong), []);
});

test('files and folders are named after what is in them, in kebab-case', () => {
  const files = sourceFiles('{app,bench,components,db,e2e,examples}/**/*.{ts,tsx}', 'public/{css,js}/**/*.{css,js}');
  assert.deepEqual(badlyNamed(files.map(({ path }) => path)), []);
});

test('a name that says nothing would be found out', () => {
  const fine = ['app/http/serve-screen.torture.test.ts', '.ci/run.ts'];
  const bad = ['app/utils/x.ts', 'app/http/index.ts', 'app/http/types.ts', 'app/http/serveScreen.ts', 'app/lib.ts'];
  assert.deepEqual(badlyNamed([...fine, ...bad]), bad);
});

test('a file that is too long would be found out', () => {
  const lines = (count: number) => 'x();\n'.repeat(count);
  const found = (text: string, path = 'app/x.ts') => tooLong({ path, text });
  assert.deepEqual(found(lines(MAX_CODE_LINES)), []);
  assert.deepEqual(found(lines(MAX_CODE_LINES + 1)), [`app/x.ts: ${MAX_CODE_LINES + 1} lines`]);
  assert.deepEqual(found(`/* A table. Long because: every row is one of its kind. */\n${lines(999)}`), []);
  assert.deepEqual(found(`${lines(999)}// long because: nobody reads down here`), ['app/x.ts: 999 lines']);
  assert.deepEqual(found(lines(MAX_TEST_LINES), 'app/x.test.ts'), []);
  assert.equal(codeLines('/**\n * Words.\n */\n\nx(); // why\n  // words\n/* words */\ny();\n'), 2);
});
