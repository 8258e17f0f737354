import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRandom } from '../../testing/random.ts';
import { bitLength } from './bit-length.ts';
import { BitReader } from './bit-reader.ts';
import { BitWriter } from './bit-writer.ts';
import { cheapestWidth } from './cheapest-width.ts';
import { chooseOrder } from './choose-order.ts';
import { MAX_CHUNK_BYTES } from './chunk-limits.ts';
import { commonFactor } from './common-factor.ts';
import { decodeIntegers } from './decode-integers.ts';
import { encodeIntegers } from './encode-integers.ts';
import { median } from './median.ts';
import { fromZigzag, toZigzag } from './zigzag.ts';

const writer = new BitWriter(MAX_CHUNK_BYTES);
const reader = new BitReader(MAX_CHUNK_BYTES);

function written(write: () => void): BitReader {
  writer.truncate(0);
  write();
  reader.load(writer.copy(0));
  return reader;
}

test('packed numbers of every width come back, and the next begins on a byte of its own', () => {
  const random = createRandom(1);
  for (let width = 0; width <= 53; width++)
    for (const count of [1, 7, 8, 33, 256]) {
      const numbers = Float64Array.from({ length: count }, () => Math.floor(random() * 2 ** width));
      const kept = numbers.slice();
      const read = new Float64Array(count + 1);
      written(() => {
        writer.writeByte(7);
        writer.writePacked(numbers, count, width);
        writer.writeByte(9);
      });
      assert.equal(reader.readByte(), 7);
      reader.readPacked(read, 1, count, width);
      assert.deepEqual(read.subarray(1), kept);
      assert.equal(reader.readByte(), 9);
      assert.ok(reader.isAtEnd);
    }
});

test('numbers of any length come back', () => {
  const numbers = [0, 1, 127, 128, 2 ** 31, 2 ** 32, 2 ** 52 + 1, Number.MAX_SAFE_INTEGER];
  written(() => {
    for (const number of numbers) writer.writeUnsigned(number);
  });
  for (const number of numbers) assert.equal(reader.readUnsigned(), number);
});

test('columns at the edge of what a float64 holds as a whole number come back', () => {
  const far = 2 ** 51 - 1;
  const columns = [
    [0, far, -far, far, -far],
    [-far, far],
    [far],
    [-far, -far, -far],
    [0, 1, 3, 2 ** 52 - 1],
    [2 ** 53 - 1, 2 ** 52],
  ];
  for (const column of columns) {
    const out = new Float64Array(column.length);
    decodeIntegers(
      written(() => encodeIntegers(writer, Float64Array.from(column), column.length)),
      out,
      0,
      column.length,
    );
    assert.deepEqual([...out], column);
  }
});

test('zigzag keeps small numbers small', () => {
  assert.deepEqual([0, -1, 1, -2, 2].map(toZigzag), [0, 1, 2, 3, 4]);
  for (const number of [0, -1, 1, 2 ** 31, -(2 ** 31), 2 ** 52 - 1, 1 - 2 ** 52])
    assert.equal(fromZigzag(toZigzag(number)), number);
});

test('the bit length is that of the binary number', () => {
  for (const number of [1, 2, 255, 256, 2 ** 31, 2 ** 32 - 1, 2 ** 32, 2 ** 53 - 1])
    assert.equal(bitLength(number), number.toString(2).length);
  assert.equal(bitLength(0), 0);
});

test('the common factor is that of the distances, not of the numbers', () => {
  const factor = (...numbers: number[]) => commonFactor(Float64Array.from(numbers), numbers.length);
  assert.equal(factor(7), 1);
  assert.equal(factor(7, 7, 7), 1);
  assert.equal(factor(1, 4097, 1, 1 - 4096 * 3), 4096);
  assert.equal(factor(3, 3, 9, 13), 2);
  assert.equal(factor(0, 2 ** 52, 1), 1);
});

test('what hovers is taken as it is, what wanders by its steps, what grows steadily by the turns of its steps', () => {
  const random = createRandom(5);
  const noise = () => Math.floor(random() * 100);
  const order = (next: (at: number) => number) =>
    chooseOrder(
      Float64Array.from({ length: 500 }, (_, at) => next(at)),
      500,
      1e6,
    );
  let [level, speed] = [0, 0];
  assert.equal(order(noise), 0);
  assert.equal(
    order(() => (level += noise() - 50)),
    1,
  );
  assert.equal(
    order(() => (level += speed += noise() - 50)),
    2,
  );
});

test('a few wide numbers become patches, many do not', () => {
  const widths = (...counts: number[]) => Uint16Array.from(counts);
  assert.equal(cheapestWidth(widths(0, 0, 100, 0, 0, 0, 0, 0, 0, 0, 2), 102).widthBits, 2);
  assert.equal(cheapestWidth(widths(0, 0, 50, 0, 0, 0, 0, 0, 0, 0, 50), 100).widthBits, 10);
  assert.deepEqual(cheapestWidth(widths(100), 100), { widthBits: 0, sizeBits: 0 });
});

test('the median is the upper one of the two in the middle', () => {
  assert.equal(median(Float64Array.of(5, 1, 9), 3), 5);
  assert.equal(median(Float64Array.of(5, 1, 9, 7), 4), 7);
});
