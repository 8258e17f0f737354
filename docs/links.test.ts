import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { packageRoot } from '../app/package-root.ts';
import { type Document, documents } from './testing/documents.ts';
import { TECHNIQUE_PAGES } from './testing/technique-pages.ts';

/**
 * What a page leads to that is not there: links to files, and names of files below a room of the house. But for the pages of the
 * techniques: that one of them is missing `examples.test.ts` says.
 */
function deadEnds({ path, text }: Document): string[] {
  const links = [...text.matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)/g)].map(([, to]) => join(dirname(path), to!));
  const names = [...text.matchAll(/`((?:app|bench|components|db|docs|e2e|examples|public)\/[\w./-]*)`/g)];
  return [...links, ...names.map(([, name]) => name!)]
    .filter(to => !TECHNIQUE_PAGES.includes(to) && !existsSync(join(packageRoot, to)))
    .map(to => `${path}: ${to}`);
}

test('every link leads to a file, and every file that is named is there', () => {
  const pages = documents();
  assert.ok(pages.length > 5, `only ${pages.length} pages were found`);
  assert.deepEqual(pages.flatMap(deadEnds), []);
});

test('the README leads to the page of each technique', () => {
  const readme = documents().find(({ path }) => path === 'README.md')!.text;
  for (const page of TECHNIQUE_PAGES) assert.ok(readme.includes(`](${page})`), page);
});

test('a link or a name that leads nowhere is found', () => {
  const text = '[here](links.test.ts) [gone](gone.md#top) [web](https://example.org) `app/app.ts` `app/gone.ts` `x.ts`';
  assert.deepEqual(deadEnds({ path: 'docs/page.md', text }), [
    'docs/page.md: docs/gone.md',
    'docs/page.md: app/gone.ts',
  ]);
});
