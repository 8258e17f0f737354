/**
 * Chunks of points beside each other: bytes, and how fast they are packed and unpacked. `npm run bench history/codec`; two minutes.
 *
 * The mix is what a quiet machine sends: every second, a quarter each of counters, walks with one and with three decimals, and
 * constants. Jittered times are 10 ms off to either side. The XOR chunks of Prometheus are here for their size only. Speeds are of CPU
 * time, one thread, the best of several rounds in which all take turns; a million points a second is 1 µs a point.
 */
import { MAX_CHUNK_POINTS } from '../../app/history/chunk/chunk-limits.ts';
import {
  drawPoints,
  type Points,
  type TimeShape,
  type ValueShape,
} from '../../app/history/chunk/testing/chunk-shapes.ts';
import { printTable } from '../print-table.ts';
import { measure } from '../router/measure.ts';
import { type Codec, codecs, OURS } from './codecs.ts';
import { xorChunkBits } from './xor-chunk-bits.ts';

const CHUNKS_PER_SHAPE = 8;

/** Where all is decoded to. */
const room: Points = { times: new Float64Array(MAX_CHUNK_POINTS), values: new Float64Array(MAX_CHUNK_POINTS) };

const mix: readonly ValueShape[] = ['counter', 'walk with 1 decimal', 'walk with 3 decimals', 'constant'];

printCodecs('The mix, every second', draw(mix, 'every second'));
for (const shape of mix) printCodecs(`${shape}, every second`, draw([shape], 'every second'));
printCodecs('the mix, jittered', draw(mix, 'jittered'));
printCodecs('walk with odd values, every second', draw(['walk with odd values'], 'every second'));
for (const shape of ['float32 noise', 'full walk', 'uniform noise', 'gaussian noise'] as const)
  printCodecs(`${shape}, jittered`, draw([shape], 'jittered'));

function draw(values: readonly ValueShape[], time: TimeShape): readonly Points[] {
  return values.flatMap(value =>
    Array.from({ length: CHUNKS_PER_SHAPE }, (_, seed) => drawPoints(value, time, MAX_CHUNK_POINTS, seed + 1)),
  );
}

function printCodecs(title: string, chunks: readonly Points[]): void {
  const rows = measureCodecs(chunks);
  const ours = rows.find(({ name }) => name === OURS)!.bytes;
  const points = chunks.length * MAX_CHUNK_POINTS;
  const speed = (ns: number | undefined) => (ns === undefined ? '' : ((points / ns) * 1000).toFixed(1));
  printTable(
    title,
    ['', 'bytes/point', ': ours', 'encode M points/s', 'decode M points/s'],
    [...rows, { name: 'XOR (Prometheus)', bytes: xorBytes(chunks), encodeNs: undefined, decodeNs: undefined }].map(
      ({ name, bytes, encodeNs, decodeNs }) => [
        name,
        (bytes / points).toFixed(3),
        `${(bytes / ours).toFixed(1)}x`,
        speed(encodeNs),
        speed(decodeNs),
      ],
    ),
  );
}

/** What all chunks together take. */
function measureCodecs(chunks: readonly Points[]) {
  const runs = Object.entries(codecs).map(([name, codec]) => {
    const packed = chunks.map(({ times, values }) => codec.encode(times, values));
    return { name, codec, packed, bytes: packed.reduce((sum, { length }) => sum + length, 0) };
  });
  const encodes = measure(
    runs.map(
      ({ codec }) =>
        () =>
          encodeAll(codec, chunks),
    ),
  );
  const decodes = measure(
    runs.map(
      ({ codec, packed }) =>
        () =>
          decodeAll(codec, packed),
    ),
  );
  return runs.map(({ name, bytes }, at) => ({ name, bytes, encodeNs: encodes[at]!.ns, decodeNs: decodes[at]!.ns }));
}

function encodeAll(codec: Codec, chunks: readonly Points[]): void {
  for (const { times, values } of chunks) codec.encode(times, values);
}

function decodeAll(codec: Codec, packed: readonly Uint8Array[]): void {
  for (const bytes of packed) codec.decode(bytes, room.times, room.values);
}

function xorBytes(chunks: readonly Points[]): number {
  return chunks.reduce((sum, { times, values }) => sum + xorChunkBits(times, values) / 8, 0);
}
