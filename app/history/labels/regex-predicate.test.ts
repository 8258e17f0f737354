import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LabelPatternError } from './label-pattern-error.ts';
import { createRegexPredicate, MAX_PATTERN_LENGTH } from './regex-predicate.ts';
import { createRandomLabels } from './testing/random-labels.ts';

const matches = (pattern: string, text: string) => createRegexPredicate(pattern)(text);

test('matches the whole text, and . is any character, a line break too', () => {
  assert.deepEqual(['ab', 'xab', 'abx', 'a'].filter(createRegexPredicate('a|ab')), ['ab', 'a']);
  assert.ok(matches('a.b', 'a\nb'));
  assert.ok(matches('.', '😀'), 'one code point');
  assert.ok(matches('(?i)web-[[:digit:]]+', 'WEB-12'), 'what only RE2 knows');
});

test('says the same as the expressions of JavaScript, where both know the syntax', () => {
  const { pattern, value } = createRandomLabels(2026);
  for (let i = 0; i < 2_000; i++) {
    const written = pattern();
    const theirs = new RegExp(`^(?:${written})$`, 'su');
    const ours = createRegexPredicate(written);
    for (const text of Array.from({ length: 5 }, value))
      assert.equal(ours(text), theirs.test(text), `${written} ${text}`);
  }
});

test('what would make another engine try for years is answered at once', () => {
  const text = `${'a'.repeat(10_000)}!`;
  for (const pattern of ['(a+)+', '(a|a)*', '(a|aa)+', '(.*a){12}b', '(a*)*b'])
    assert.equal(matches(pattern, text), false);
});

test('what RE2 does not read is refused with its reason', () => {
  assert.throws(() => matches('(', ''), {
    name: 'LabelPatternError',
    message: /^\( is no regular expression of RE2: missing/,
  });
  for (const pattern of ['(?=a)', '(?<=a)b', '(a)\\1', '[b-a]', '*', 'a{1001}', '\\'])
    assert.throws(() => matches(pattern, ''), LabelPatternError, pattern);
});

test('what is too long or repeats too much is refused', () => {
  createRegexPredicate('[ab]'.repeat(MAX_PATTERN_LENGTH / 4));
  assert.throws(() => matches('a'.repeat(MAX_PATTERN_LENGTH + 1), ''), /may have 1000 characters; this one has 1001/);
  assert.throws(() => matches('a{600}b{600}', ''), /repeats too much/);
});
