import assert from 'node:assert/strict';
import { test } from 'node:test';
import { leaveOutSettled } from './leave-out-settled.ts';

const group = (id: string, content: string, at = 0, mark = 'settled') =>
  `<g id="${id}" data-${mark}="" transform="translate(${at} 0)">${content}</g>`;

test('a settled group that stayed the same comes empty, with its own attributes as they are now', () => {
  const before = `<svg>${group('a', '<path d="m0 1"></path>')}<path></path></svg>`;
  const after = `<svg>${group('a', '<path d="m0 1"></path>', -1)}<path d="m1 1"></path></svg>`;
  assert.equal(leaveOutSettled(before, after), `<svg>${group('a', '', -1, 'same')}<path d="m1 1"></path></svg>`);
});

test('one that changed, is new, or was another one before comes whole', () => {
  const b = group('b', '<path></path>');
  for (const before of ['', group('b', '<path d=""></path>'), group('a', '<path></path>'), group('b', '')])
    assert.equal(leaveOutSettled(before, b), b);
  assert.equal(leaveOutSettled(b, group('b', '')), group('b', ''));
});

test('each group is judged by itself, and what is around them is not touched', () => {
  const before = `<p>1</p>${group('a', '<path></path>')}<i>$&</i>${group('b', '<path></path>')}`;
  const after = `<p>2</p>${group('a', '<path></path>')}<i>$&</i>${group('b', '<rect></rect>')}`;
  assert.equal(
    leaveOutSettled(before, after),
    `<p>2</p>${group('a', '', 0, 'same')}<i>$&</i>${group('b', '<rect></rect>')}`,
  );
});
