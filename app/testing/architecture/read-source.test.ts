import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readSource } from './read-source.ts';

const literalsOf = (text: string) => readSource(text).literals.map(({ text, line }) => `${line} ${text}`);

test('literals are found with their lines, also inside of templates', () => {
  const text = `const a = '/x';\nconst b = \`/y/\${c ? \`/z\` : "w"}/\${d}\`;\nf({ '/k': 1 });`;
  assert.deepEqual(literalsOf(text), ['1 /x', '2 /y/…/…', '2 /z', '2 w', '3 /k']);
});

test('comments and regular expressions are neither literals nor code', () => {
  const text = ["// '/a'", "/* '/b'", " '/c' */", "const d = /'[/]e'/g.test(f) ? 1 : g / 2; // 'h'"].join('\n');
  assert.deepEqual(literalsOf(text), []);
  assert.equal(readSource(text).code.replace(/ +/g, ' '), ' \n \n \nconst d = .test(f) ? 1 : g / 2; ');
});

test('an apostrophe or a closing tag in JSX hides nothing that follows', () => {
  const text = ["<p>It's here</p>", '<a href="/x">', '  {/* no */}', '  <br />', '</a>', "const y = '/y';"].join('\n');
  assert.deepEqual(literalsOf(text), ['2 /x', '6 /y']);
});

test('what looks like a comment inside of a string is text', () => {
  assert.deepEqual(literalsOf("const a = 'image/*'; const b = 'http://x'; const c = '*/';"), [
    '1 image/*',
    '1 http://x',
    '1 */',
  ]);
});
