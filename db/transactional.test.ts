import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testClaims } from '../app/testing/claim.ts';
import { openDatabase } from './database.ts';
import { openTempDatabase } from './transaction/testing/temp-database.ts';
import { transactionalTck } from './transactional.tck.ts';

testClaims(
  'transactional',
  transactionalTck({ open: openDatabase, module: new URL('./database.ts', import.meta.url) }),
);

test('the example in the head works', async t => {
  const { transactional } = openTempDatabase(t);
  const run = (sql: string, ...params: unknown[]) =>
    transactional
      .connection('write')
      .prepare(sql)
      .run(...params);
  const emitted: string[] = [];
  const topic = { emit: (name: string) => emitted.push(name) };
  const sendInvoice = async (name: string) => run('INSERT INTO item (name) VALUES (?)', `invoice ${name}`);
  const addItem = transactional((name: string) => run('INSERT INTO item (name) VALUES (?)', name));

  class Orders {
    @transactional
    async place(name: string): Promise<void> {
      run('INSERT INTO item (name) VALUES (?)', name);
      await transactional(sendInvoice)(name);
      transactional.current()?.onCommit(() => topic.emit(name));
    }
  }

  await new Orders().place('cup');
  await transactional.batch(() => addItem('tea'));
  assert.deepEqual(emitted, ['cup']);
  assert.equal(transactional.stats().commits, 2);
});

test('a use that cannot work says its cure', t => {
  const { transactional } = openTempDatabase(t);
  const loose = transactional as unknown as (...args: unknown[]) => unknown;
  assert.throws(() => loose(function* () {}), /async generator/);
  assert.throws(() => loose({}, 'method', {}), /experimentalDecorators/);
  assert.throws(() => loose(class {}, { kind: 'class', addInitializer() {} }), /decorates methods/);
});
