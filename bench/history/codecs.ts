import { constants, deflateRawSync, inflateRawSync, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { decodeChunk } from '../../app/history/chunk/decode-chunk.ts';
import { encodeChunk } from '../../app/history/chunk/encode-chunk.ts';
import { decodeVarints, encodeVarints } from './delta-varint.ts';

/** Packs points into bytes of their own, and writes them back into arrays that are long enough. */
export interface Codec {
  encode(times: Float64Array, values: Float64Array): Uint8Array;
  decode(bytes: Uint8Array, times: Float64Array, values: Float64Array): void;
}

export const OURS = 'ours';

const fastest = { params: { [constants.ZSTD_c_compressionLevel]: 1 } };

/** The obvious ways and ours. The others have no checksum and do not expect damaged bytes. */
export const codecs: Readonly<Record<string, Codec>> = {
  'raw float64': { encode: join, decode: split },
  'delta varint': { encode: encodeVarints, decode: decodeVarints },
  'shuffle + deflate': shuffled(deflateRawSync, inflateRawSync),
  'shuffle + zstd 1': shuffled(bytes => zstdCompressSync(bytes, fastest), zstdDecompressSync),
  [OURS]: { encode: encodeChunk, decode: decodeChunk },
};

type Squeeze = (bytes: Uint8Array) => Uint8Array;

/** First bytes of all numbers together, then all second ones and so on, so that what is alike stands together. */
function shuffled(compress: Squeeze, decompress: Squeeze): Codec {
  return {
    encode(times, values) {
      const bytes = join(times, values);
      return compress(transpose(bytes, 8, bytes.length / 8));
    },
    decode(compressed, times, values) {
      const bytes = decompress(compressed);
      split(transpose(bytes, bytes.length / 8, 8), times, values);
    },
  };
}

function transpose(bytes: Uint8Array, columns: number, rows: number): Uint8Array {
  const turned = new Uint8Array(bytes.length);
  let at = 0;
  for (let column = 0; column < columns; column++)
    for (let row = 0; row < rows; row++) turned[at++] = bytes[row * columns + column]!;
  return turned;
}

function join(times: Float64Array, values: Float64Array): Uint8Array {
  const both = new Float64Array(times.length * 2);
  both.set(times);
  both.set(values, times.length);
  return new Uint8Array(both.buffer);
}

function split(bytes: Uint8Array, times: Float64Array, values: Float64Array): void {
  const both = new Float64Array(bytes.buffer, bytes.byteOffset, bytes.length / 8);
  times.set(both.subarray(0, both.length / 2));
  values.set(both.subarray(both.length / 2));
}
