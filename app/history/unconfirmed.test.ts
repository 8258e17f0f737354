import assert from 'node:assert/strict';
import { test } from 'node:test';
import { KeeperBusyError } from '../../db/keeper/keeper-errors.ts';
import type { Reading } from './reading.ts';
import { createUnconfirmed } from './unconfirmed.ts';

const x: Reading = { metric: 'x', labels: {}, value: 0, atMs: 0 };

test('refuses more readings than may wait, and takes them when there is room', () => {
  const unconfirmed = createUnconfirmed(3);
  const first = unconfirmed.add([x, x]);
  assert.throws(() => unconfirmed.add([x, x]), KeeperBusyError);
  unconfirmed.add([x]);
  first[Symbol.dispose]();
  assert.deepEqual(unconfirmed.get(unconfirmed.add([x, x]).number), [x, x]);
});

test('a batch that waits alone has room, whatever its size', () => {
  const unconfirmed = createUnconfirmed(3);
  const large = unconfirmed.add([x, x, x, x]);
  assert.throws(() => unconfirmed.add([x]), KeeperBusyError);
  large[Symbol.dispose]();
  unconfirmed.add([x]);
});
