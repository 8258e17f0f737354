import assert from 'node:assert/strict';
import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { foreignProject } from '../app/testing/foreign-project.ts';
import { documents } from './testing/documents.ts';
import { examplesIn } from './testing/examples-in.ts';
import { TECHNIQUE_PAGES } from './testing/technique-pages.ts';

const examples = documents().flatMap(({ path, text }) =>
  examplesIn(text).map((example, at) => ({ ...example, path, file: `${path.replace(/\W/g, '-')}-${at + 1}` })),
);

/** As strict as TypeScript's own first settings; `skipLibCheck` because a page may show other packages beside ours. */
const COMPILER_OPTIONS = {
  strict: true,
  target: 'es2024',
  module: 'nodenext',
  types: ['node'],
  skipLibCheck: true,
  outDir: 'out',
};

test('each technique has a page with one example', () => {
  const pages = documents().map(({ path }) => path);
  assert.deepEqual(
    TECHNIQUE_PAGES.filter(page => !pages.includes(page)),
    [],
    'pages are missing',
  );
  for (const page of TECHNIQUE_PAGES) assert.equal(examples.filter(({ path }) => path === page).length, 1, page);
});

test('every example compiles against the package as npm delivers it, and prints what its page says', async t => {
  const { folder, run } = await foreignProject(t);
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: COMPILER_OPTIONS }));
  for (const { file, code } of examples) writeFileSync(join(folder, `${file}.ts`), code);
  if (examples.length > 0) await run('tsc');
  for (const { path, file, output } of examples)
    await t.test(path, async t => {
      const alone = await foreignProject(t);
      cpSync(join(folder, `out/${file}.js`), join(alone.folder, 'example.js'));
      assert.equal(await alone.run('node', 'example.js'), output);
    });
});

const page = (opening: string, output: string) =>
  `# Page\n\n${opening}\nconsole.log(1);\n\`\`\`\n\n${output}\n1\n\`\`\`\n\nEnd.\n`;

test('a program and its output are found on a page, and one that is not quite right is refused', () => {
  assert.deepEqual(examplesIn(page('```ts example', '```text output')), [{ code: 'console.log(1);\n', output: '1\n' }]);
  assert.deepEqual(examplesIn(page('```ts', '```text')), []);
  assert.throws(() => examplesIn(page('```ts example', '```text')), /no output below it/);
  assert.throws(() => examplesIn(page('```ts', '```text output')), /Not every example/);
  assert.throws(() => examplesIn(page('```typescript example', '```text output')), /Not every example/);
  assert.throws(() => examplesIn(page('```ts example', '```text output').slice(0, 30)), /Not every example/);
});
