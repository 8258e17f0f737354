import assert from 'node:assert/strict';
import { test } from 'node:test';
import { safeHref } from './safe-href.ts';

test('a link leads to the web, to a mail or to a page of this server', () => {
  for (const href of [
    'https://example.org',
    'HTTP://example.org/x',
    'mailto:a@b.example',
    '/logs',
    '#top',
    '?q=1',
    'x',
  ])
    assert.equal(safeHref(href), href);
  assert.equal(safeHref('  /logs '), '/logs');
});

test('a link that a browser would take for a script, or for something else to obey, is none', () => {
  const bad = [
    'javascript:x',
    'JAVASCRIPT:x',
    ' javascript:x',
    'java\tscript:x',
    'java\nscript:x',
    '\u0001javascript:x',
  ];
  for (const href of [...bad, 'data:text/html,x', 'vbscript:x', 'blob:x', 'file:///etc', 'http://', 'https://a b'])
    assert.equal(safeHref(href), undefined, JSON.stringify(href));
});
