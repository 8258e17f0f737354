import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createAffixPredicate } from './affix-predicate.ts';
import { createRegexPredicate } from './regex-predicate.ts';
import { createRandomLabels } from './testing/random-labels.ts';

const WITH_A_TEXT = [
  ...['.*', '.+', 'aa', 'aa.*', 'aa.+', '.*aa', '.+aa', '.*aa.*', '.+aa.*', '.*aa.+', '.+aa.+'],
  ...['a\\.a.*', '.*a\\*', '.*(a).*', '.+😀.+'],
];

test('a text at the beginning, at the end or anywhere needs no expression, and says the same as one', () => {
  const { value } = createRandomLabels(7);
  const texts = ['', 'a', 'aa', 'aaa', 'aaaa', 'baa', 'aab', 'baab', 'a.a', 'axa', 'a*', 'ba*', 'x😀y', '😀', '\naa\n'];
  const all = [...texts, ...Array.from({ length: 200 }, value)];
  for (const pattern of WITH_A_TEXT) {
    const predicate = createAffixPredicate(pattern);
    assert.ok(predicate, pattern);
    assert.deepEqual(all.filter(predicate), all.filter(createRegexPredicate(pattern)), pattern);
  }
});

test('whatever says more is left to the expression', () => {
  const more = [
    'a|b',
    '.*a|b.*',
    '.*(a|b).*',
    '.*a.*b.*',
    'a.',
    '..*',
    'a\\.*',
    'a.*?',
    '.**',
    '.*{2}',
    '[a].*',
    '(?i)a.*',
    '^a.*',
    'a.*$',
  ];
  for (const pattern of more) assert.equal(createAffixPredicate(pattern), undefined, pattern);
});
