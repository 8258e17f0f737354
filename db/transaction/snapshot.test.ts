import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ScopeClosedError } from '../transactional.ts';
import { openTempDatabase } from './testing/temp-database.ts';

const snapshot = { access: 'snapshot' } as const;

test('rows are streamed in a snapshot, and a cursor left open is cut at its end', async t => {
  const { transactional, add, prepare, names } = openTempDatabase(t, { readers: 1 });
  transactional.run(() => ['a', 'b', 'c'].forEach(add));
  const select = prepare<{ name: string }>('SELECT name FROM item ORDER BY id');
  const rows = transactional.run(() => {
    const read = [...select.iterate()].map(row => row.name);
    assert.deepEqual(read, ['a', 'b', 'c']);
    for (const _ of select.iterate()) assert.deepEqual(names(), read);
    for (const _ of select.iterate()) break;
    const left = select.iterate();
    left.next();
    return left;
  }, snapshot);
  assert.throws(() => rows.next(), ScopeClosedError);
  assert.deepEqual(transactional.run(names, snapshot), ['a', 'b', 'c']);
});

test('rows can be iterated elsewhere too, while writing', t => {
  const { transactional, add, prepare, committed } = openTempDatabase(t);
  const select = prepare<{ name: string }>('SELECT name FROM item ORDER BY id');
  transactional.run(() => {
    ['a', 'b'].forEach(add);
    for (const { name } of select.iterate()) transactional.run(() => add(`${name} again`));
  });
  assert.deepEqual(
    Array.from(select.iterate(), row => row.name),
    committed(),
  );
  assert.equal(committed().length, 4);
});

test('an async generator streams a snapshot and gives its connection back when left', async t => {
  const { transactional, add, prepare } = openTempDatabase(t, { readers: 1 });
  transactional.run(() => ['a', 'b', 'c'].forEach(add));
  const select = prepare<{ name: string }>('SELECT name FROM item ORDER BY id');
  const stream = transactional(async function* () {
    for (const { name } of select.iterate()) yield name;
  }, snapshot);
  for await (const name of stream()) {
    await transactional.batch(() => add(`after ${name}`));
    if (name === 'b') break;
  }
  const all: string[] = [];
  for await (const name of stream()) all.push(name);
  assert.deepEqual(all, ['a', 'b', 'c', 'after a', 'after b']);
});
