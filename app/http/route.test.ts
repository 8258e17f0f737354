import assert from 'node:assert/strict';
import { test } from 'node:test';
import { route } from './route.ts';
import { MAX_PATH_LENGTH } from './routing/path.ts';

test('makes a link from the pattern, with encoded parameters and query', () => {
  const panel = route('/d/:slug/panels/:id{int}.svg');
  assert.equal(panel.href({ slug: 'attic', id: 3 }), '/d/attic/panels/3.svg');
  assert.equal(panel.href({ slug: 'a/b ü', id: -3 }), '/d/a%2Fb%20%C3%BC/panels/-3.svg');
  assert.equal(route('/café').href(), '/caf%C3%A9');
  assert.equal(route('/').href({}, { q: 'a b&c', n: 0, gone: undefined }), '/?q=a+b%26c&n=0');
  assert.equal(route('/files/*rest').href({ rest: 'a b/c' }), '/files/a%20b/c');
});

test('a list repeats the query key, in its order', () => {
  assert.equal(route('/x').href({}, { room: ['attic', 'cellar'], none: [] }), '/x?room=attic&room=cellar');
});

test('refuses a parameter that no path can carry, and names it', () => {
  const plain = route('/n/:name');
  for (const name of ['', '.', '..', 'a\0b', '\ud800', 'x'.repeat(MAX_PATH_LENGTH)]) {
    assert.throws(() => plain.href({ name }), TypeError, JSON.stringify(name.slice(0, 9)));
  }
  for (const rest of ['', '/', 'a//b', 'a/', 'a/../b']) {
    assert.throws(() => route('/r/*rest').href({ rest }), TypeError, rest);
  }
  assert.throws(() => route('/d/:slug.json').href({ slug: '' }), /'' as 'slug'/);
  assert.throws(() => route('/i/:id{int}').href({ id: 1.5 }), /'1.5' as 'id'/);
  assert.throws(() => route('/i/:id{slug}').href({ id: 'No' }), /'No' as 'id'/);
});

test('C8: a pattern that cannot be read says what to write instead', () => {
  for (const [pattern, cure] of [
    ['', /write '\/' first/],
    ['x', /write '\/' first/],
    ['/x/', /leave '\/\/' and the last '\/' out/],
    ['/a//b', /leave/],
    ['/a/../b', /dot segment/],
    ['/:id/x/:id', /its own name/],
    ['/:id/*id', /its own name/],
    ['/*rest/more', /put \*rest last/],
    ['/:id{number}', /write uuid, int, slug or \{one\|other\}/],
    ['/:id{toString}', /unknown type/],
    ['/:id{(a+)+}', /unknown type/],
    ['/v:id', /write plain text/],
    ['/:', /write plain text/],
    ['/:id-x', /write plain text/],
    ['/:id.json?x', /write plain text/],
    ['/a%20b', /write plain text/],
    ['/*', /write plain text/],
  ] as const) {
    assert.throws(() => route(pattern), cure, pattern);
  }
});
