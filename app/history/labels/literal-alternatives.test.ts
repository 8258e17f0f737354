import assert from 'node:assert/strict';
import { test } from 'node:test';
import { literalAlternatives } from './literal-alternatives.ts';

test('texts, with or without brackets around them, are named', () => {
  const named = {
    foo: ['foo'],
    'a|b|c': ['a', 'b', 'c'],
    '(a|b)': ['a', 'b'],
    '(?:a|b)': ['a', 'b'],
    '': [''],
    'a|': ['a', ''],
    '()': [''],
    'é|😀': ['é', '😀'],
    'two\nlines': ['two\nlines'],
    'a-b: c/d': ['a-b: c/d'],
  };
  for (const [pattern, texts] of Object.entries(named)) assert.deepEqual(literalAlternatives(pattern), texts, pattern);
});

test('a character behind a backslash stands for itself when it is punctuation', () => {
  assert.deepEqual(literalAlternatives('api\\.example\\.com|a\\|b|\\\\'), ['api.example.com', 'a|b', '\\']);
  for (const pattern of ['\\d', '\\n', '\\x41', '\\pL', '\\1', '\\Qa\\E', '\\é'])
    assert.equal(literalAlternatives(pattern), undefined, pattern);
});

test('whatever says more than texts is left to the expression', () => {
  const more = [
    'a.',
    '^a$',
    'a*',
    'a+',
    'a?',
    '[ab]',
    'a{2}',
    '(a)|(b)',
    'a(b|c)',
    '(?i)a',
    '(?i:a)',
    '(?P<n>a)',
    'a)|(b',
    '(',
    ')',
    'a\\',
  ];
  for (const pattern of more) assert.equal(literalAlternatives(pattern), undefined, pattern);
});
