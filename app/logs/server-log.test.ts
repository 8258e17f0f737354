import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LogLine } from './log-line.ts';
import type { Logs } from './logs.ts';
import { createServerLog, SERVER_STREAM } from './server-log.ts';

function fakeLogs() {
  const batches: LogLine[][] = [];
  let release = () => {};
  const logs = {
    append: (lines: readonly LogLine[]) => {
      batches.push([...lines]);
      return new Promise<void>(resolve => {
        release = resolve;
      });
    },
  };
  return { logs: logs as never, batches, release: () => release() };
}

test('a line is printed and kept, with its fields', async () => {
  const printed: string[] = [];
  const { logs, batches } = fakeLogs();
  const { log, keepIn } = createServerLog('info', text => printed.push(text));
  keepIn(logs);
  log.info({ status: 200, path: 'a b' }, 'GET /');
  assert.match(printed[0]!, /^\d\d:\d\d:\d\d info {2}GET \/ status=200 path="a b"\n$/);
  assert.deepEqual(
    batches[0]!.map(({ atMs: _, ...line }) => line),
    [{ stream: SERVER_STREAM, level: 'info', text: 'GET /', fields: { status: '200', path: 'a b' } }],
  );
});

test('lines said before there was a place to keep them are kept too, in order', async () => {
  const { logs, batches } = fakeLogs();
  const { log, keepIn } = createServerLog('info', () => {});
  log.info('one');
  log.warn('two');
  keepIn(logs);
  await Promise.resolve();
  assert.deepEqual(
    batches.flat().map(line => line.text),
    ['one', 'two'],
  );
});

test('lines that come while others are written make the next batch, and flush waits for it', async () => {
  const { logs, batches, release } = fakeLogs();
  const { log, keepIn, flush } = createServerLog('info', () => {});
  keepIn(logs);
  log.info('one');
  log.info('two');
  log.info('three');
  const flushed = flush();
  release();
  await new Promise(resolve => setImmediate(resolve));
  release();
  await flushed;
  assert.deepEqual(
    batches.map(batch => batch.map(line => line.text)),
    [['one'], ['two', 'three']],
  );
});

test('what cannot be held is counted and said so', async () => {
  const { logs, batches } = fakeLogs();
  const { log, keepIn } = createServerLog('info', () => {});
  for (let i = 0; i < 2005; i++) log.info(`line ${i}`);
  keepIn(logs);
  log.info('after');
  await new Promise(resolve => setImmediate(resolve));
  assert.equal(batches[0]!.length, 2001);
  assert.equal(batches[0]![0]!.text, '5 lines of this log were not kept');
});

test('an error gives its message as a field', async () => {
  const { logs, batches } = fakeLogs();
  const { log, keepIn } = createServerLog('info', () => {});
  keepIn(logs);
  log.error(new Error('disk is full'), 'not kept');
  assert.deepEqual(batches[0]![0]!.fields, { error: 'disk is full' });
  assert.equal(batches[0]![0]!.level, 'error');
});

test('that lines cannot be kept is said once, until they can; then the lost ones are counted', async () => {
  const kept: string[] = [];
  let isFull = true;
  const append = async (lines: readonly LogLine[]) => {
    if (isFull) throw new Error('the disk is full');
    kept.push(...lines.map(({ text }) => text));
  };
  const printed: string[] = [];
  const { log, keepIn, flush } = createServerLog('info', text => printed.push(text));
  keepIn({ append } as unknown as Logs);
  for (let i = 0; i < 3; i++) {
    log.info(`lost ${i}`);
    await flush();
  }
  assert.equal(printed.filter(text => /the log is not kept: the disk is full/.test(text)).length, 1);
  isFull = false;
  log.info('kept');
  await flush();
  assert.deepEqual(kept, ['3 lines of this log were not kept', 'kept']);
});
