import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isPlain, parsePath, splitTarget } from './path.ts';

test('cuts path and query out of a URL', () => {
  const cases = {
    'http://h/': { path: '/', query: '' },
    'https://h:1/a/b?c=/d?e': { path: '/a/b', query: '?c=/d?e' },
    'http://[::1]:8/a#f?x': { path: '/a', query: '' },
    'http://h/a?b#c': { path: '/a', query: '?b' },
  };
  for (const [url, target] of Object.entries(cases)) assert.deepEqual(splitTarget(url), target, url);
});

test('decodes each segment once and keeps the raw canonical path', () => {
  assert.deepEqual(parsePath('//a%2Fb//%2525/'), {
    kind: 'path',
    segments: ['a/b', '%25'],
    canonical: '/a%2Fb/%2525',
  });
  assert.deepEqual(parsePath('//'), { kind: 'path', segments: [], canonical: '/' });
});

test('a path that no serialised URL can have is malformed', () => {
  for (const path of ['/\\evil.example', '/\t/evil.example', '/a b', '/é', '/a/../b', '/%2e%2E/b', '/.']) {
    assert.equal(parsePath(path).kind, 'malformed', path);
  }
});

test('a path that is called plain is canonical and decodes to itself', () => {
  for (const path of ['/a', '/a/b.c/-~', '/a?b=//c', '/a#/%']) assert.ok(isPlain(`http://h${path}`, 8), path);
  for (const path of ['//', '/a/', '/a//b', '/%61', '/a\\b', '/a b', '/é', '/./a', '/a/..', '/a/%?b']) {
    assert.ok(!isPlain(`http://h${path}`, 8), path);
  }
});
