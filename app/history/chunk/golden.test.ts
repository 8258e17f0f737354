import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MAX_CHUNK_POINTS } from './chunk-limits.ts';
import { decodeChunk } from './decode-chunk.ts';
import { encodeChunk } from './encode-chunk.ts';

/** Chunks as files keep them. What does not decode them any more must take another `FORMAT` and go on reading these. */
const GOLDEN: readonly { name: string; times: readonly number[]; values: readonly number[]; hex: string }[] = [
  {
    name: 'one point',
    times: [1_700_000_000_000],
    values: [21.5],
    hex: '01010080d095ffbc310100d70100ed30d59b',
  },
  {
    name: 'a constant',
    times: Array.from({ length: 600 }, (_, at) => at * 1000),
    values: Array<number>(600).fill(42),
    hex: '01d8040900e8074002000000002a0000000067614fe5',
  },
  {
    name: 'one decimal at uneven times',
    times: [0, 1000, 2003, 2999, 60_000],
    values: [20.1, 20.3, 20.2, -0.5, 20.4],
    hex: '01050100c3d00f010e03b036f0050100c901489b01a09effa2008e9740ab',
  },
  {
    name: 'a counter with a patch and odd values',
    times: Array.from({ length: 40 }, (_, at) => 1_700_000_000_000 + at * 1000),
    values: Array.from({ length: 40 }, (_, at) =>
      at === 20 ? -0 : at === 21 ? Math.PI : at > 30 ? 7e12 : (at * at) % 17,
    ),
    hex: '01280980d095ffbc31e8074002000100c50601271efe3608dd65031054234d257ca3e65b67805244a4a9846f942ea594524a0102001440020801f587c980084002080098da90a2054002b20f2f30',
  },
  {
    name: 'floats',
    times: [-3, 5, 1e12],
    values: [Math.PI, -Infinity, 5e-324],
    hex: '01030403c010012901f61f4aa9d101ff08f687c9800803c0a38586ab05012000565595aa0098da90a20541adb4a1c40a01e893569c',
  },
  {
    name: 'wide numbers',
    times: [0, 1, 2 ** 51 + 7, 2 ** 52 - 1],
    values: [2 ** 50, 1, -(2 ** 50) + 1, 12345],
    hex: '01040000c002023501020c000000fcffffff0000f0ffff0300008080808080808002ce8bbfffffffffff03012601000000002071601ce8ff03000b5c001e',
  },
];

for (const { name, times, values, hex } of GOLDEN)
  test(`a chunk that was written once is read for ever: ${name}`, () => {
    assert.equal(Buffer.from(encodeChunk(Float64Array.from(times), Float64Array.from(values))).toString('hex'), hex);
    const decodedTimes = new Float64Array(MAX_CHUNK_POINTS);
    const decodedValues = new Float64Array(MAX_CHUNK_POINTS);
    assert.equal(decodeChunk(Buffer.from(hex, 'hex'), decodedTimes, decodedValues), times.length);
    assert.deepEqual([...decodedTimes.subarray(0, times.length)], times);
    assert.deepEqual([...decodedValues.subarray(0, times.length)], values);
  });
