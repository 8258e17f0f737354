import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { packageRoot } from '../../package-root.ts';
import { createRandom } from '../../testing/random.ts';
import { rounds } from '../../testing/rounds.ts';
import { type BinaryFault, readBinary } from './read-binary.ts';
import { shortestDecimal } from './shortest-decimal.ts';
import { socketLimits } from './socket-limits.ts';
import { SocketNames } from './socket-names.ts';
import { encodeNames, encodeReadings } from './testing/encode-binary.ts';

const ROUNDS = rounds({ ci: 20_000, torture: 2_000_000 });
/** `TELLTALE_SEED` takes others than usual. */
const SEED = Number(process.env.TELLTALE_SEED ?? 20261128);
const NOW_MS = Date.UTC(2026, 10, 22, 14, 3, 22);

function read(message: Buffer, names = new SocketNames()) {
  const kept: [id: number, value: number, atMs: number][] = [];
  const faults: BinaryFault[] = [];
  readBinary(message, NOW_MS, {
    names,
    keep: (id, value, atMs) => kept.push([id, value, atMs]),
    refuse: fault => faults.push(fault),
  });
  return { kept, faults };
}

test('the bytes of a message are as they are told in docs/websocket.md', () => {
  assert.equal(encodeNames([[1, 'a', 'V']]).toString('hex'), '01 0100 01 0100 56 61'.replaceAll(' ', ''));
  assert.equal(encodeReadings([[1, 1]]).toString('hex'), '02 0100 000000000000f03f'.replaceAll(' ', ''));
  assert.equal(encodeReadings([[1, 1]], { isShort: true }).toString('hex'), '03 0100 0000803f'.replaceAll(' ', ''));
  const timed = encodeReadings([[1, 1, 255]], { baseMs: 256, isShort: true });
  assert.equal(timed.toString('hex'), '05 0001000000000000 0100 ffffffff 0000803f'.replaceAll(' ', ''));
});

test('the bytes that docs/websocket.md shows mean what it says', () => {
  const page = readFileSync(join(packageRoot, 'docs/websocket.md'), 'utf8');
  const shown = [...page.matchAll(/^ {4}((?:[0-9a-f]{2} +)+) {2}/gm)].map(([, hex]) =>
    Buffer.from(hex!.replaceAll(' ', ''), 'hex'),
  );
  assert.equal(shown.length, 2);
  const names = new SocketNames();
  assert.deepEqual(read(shown[0]!, names).faults, []);
  assert.deepEqual(names.get(1), { metric: 'temperature', labels: { a: 'b' }, unit: '°C' });
  assert.deepEqual(read(shown[1]!, names).kept, [[1, 21.4, NOW_MS]]);
});

test('a name stands for its id until the end, and cannot be another one', () => {
  const names = new SocketNames();
  assert.deepEqual(
    read(
      encodeNames([
        [1, 'a{b="c"}', 'V'],
        [1, 'a{b="c"}', 'V'],
      ]),
      names,
    ).faults,
    [],
  );
  assert.deepEqual(names.get(1), { metric: 'a', labels: { b: 'c' }, unit: 'V' });
  const { faults } = read(
    encodeNames([
      [1, 'other'],
      [2, 'sound'],
      [3, 'a{b'],
      [4, ''],
    ]),
    names,
  );
  assert.deepEqual(
    faults.map(({ byte, reason }) => [byte, reason.slice(0, 30)]),
    [
      [1, 'the id 1 names another series '],
      [21, 'the labels cannot be read here'],
      [29, 'the name of the metric is miss'],
    ],
  );
  assert.equal(names.get(2)?.metric, 'sound');
});

test('a connection names a bounded number of series', () => {
  const names = new SocketNames();
  const many = Array.from({ length: socketLimits.ids + 1 }, (_, id) => [id, `m${id}`] as const);
  const { faults } = read(encodeNames(many), names);
  assert.equal(faults.length, 1);
  assert.match(faults[0]!.reason, /at most 1024 series/);
});

test('what ends too early is refused where it does, and what came before is kept', () => {
  const names = new SocketNames();
  read(encodeNames([[1, 'a']]), names);
  const whole = encodeReadings([
    [1, 2],
    [1, 3],
  ]);
  for (let length = 12; length < whole.length; length++) {
    const { kept, faults } = read(whole.subarray(0, length), names);
    assert.deepEqual(kept, [[1, 2, NOW_MS]]);
    assert.deepEqual(
      faults.map(({ byte }) => byte),
      [11],
    );
  }
  for (const bytes of [[4], [4, 1, 2], [1, 1], [1, 1, 0, 200, 0, 0], []])
    assert.equal(read(Buffer.from(bytes), names).faults.length, 1);
});

test('every number of 32 bits comes back to its own bits', () => {
  const random = createRandom(SEED);
  const bits = Buffer.alloc(4);
  for (let round = 0; round < ROUNDS; round++) {
    bits.writeUInt32LE(random(2 ** 32));
    const value = bits.readFloatLE();
    assert.ok(Object.is(Math.fround(shortestDecimal(value)), value), `${value}`);
  }
  for (const value of [21.4, 0.1, -1013.25, 1e-7]) assert.equal(shortestDecimal(Math.fround(value)), value);
});
