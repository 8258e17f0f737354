import assert from 'node:assert/strict';
import { test } from 'node:test';
import { serverTroubles } from './server-troubles.ts';

const FINE = { unwritable: undefined };
const WELL = { logs: FINE, images: FINE, events: FINE, jobs: FINE };

test('where nothing is wrong, nothing is said', () => {
  assert.deepEqual(serverTroubles([], WELL, '/data'), []);
});

test('a full disk is told apart from a file that cannot be written, each with what to do', () => {
  const [full] = serverTroubles([{ kind: 'unwritable', code: 'SQLITE_FULL', sinceMs: 7 }], WELL, '/data');
  assert.equal(full!.status, 'crit');
  assert.equal(full!.sinceMs, 7);
  assert.match(full!.what, /^The disk is full\. No reading is stored; who sends one is told to come again\.$/);
  assert.match(full!.cure, /^Make room on the disk of \/data\. .* without a restart\.$/);
  const [barred] = serverTroubles([{ kind: 'unwritable', code: 'SQLITE_READONLY', sinceMs: 7 }], WELL, '/data');
  assert.match(barred!.what, /^history\.db cannot be written \(SQLITE_READONLY\)/);
  assert.match(barred!.cure, /^Look whether Telltale may write in \/data/);
});

test('damaged pieces, readings that are not packed and lines that are not kept are said, the worst first', () => {
  const history = [
    { kind: 'unpacked', reason: 'no room', sinceMs: 1 },
    { kind: 'damaged', pieces: 3, sinceMs: 2 },
  ] as const;
  const troubles = serverTroubles(
    history,
    { ...WELL, logs: { unwritable: { code: 'SQLITE_FULL', sinceMs: 3 } } },
    '/data',
  );
  assert.deepEqual(
    troubles.map(({ status, sinceMs }) => [status, sinceMs]),
    [
      ['crit', 3],
      ['warn', 1],
      ['warn', 2],
    ],
  );
  assert.match(troubles[0]!.what, /No line of a log is kept/);
  assert.match(troubles[1]!.what, /\(no room\)\. None is lost/);
  assert.match(troubles[2]!.what, /^3 pieces of history\.db cannot be read/);
  assert.match(troubles[2]!.cure, /backup/);
});

test('events that cannot be kept are said with their file', () => {
  const [trouble] = serverTroubles(
    [],
    { ...WELL, events: { unwritable: { code: 'SQLITE_FULL', sinceMs: 3 } } },
    '/data',
  );
  assert.equal(trouble!.status, 'crit');
  assert.match(trouble!.what, /No event is kept/);
});
