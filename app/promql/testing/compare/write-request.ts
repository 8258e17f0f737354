import { writeVarint } from '../../../testing/varint.ts';
import type { Samples } from '../../eval/source.ts';

/** Field number and wire type in one byte. */
const FIRST_MESSAGE = 0x0a;
const SECOND_MESSAGE = 0x12;
const FIRST_DOUBLE = 0x09;
const SECOND_VARINT = 0x10;
/** A sample with its tag and length: 2 + 9 + 1 + 8, and room. */
const MAX_SAMPLE_BYTES = 24;

/** A remote write request of the samples of each series, before it is compressed: https://prometheus.io/docs/specs/prw/remote_write_spec/ */
export function encodeWriteRequest(series: readonly Samples[]): Buffer {
  return Buffer.concat(series.map(one => encodeMessage(FIRST_MESSAGE, encodeSeries(one))));
}

function encodeSeries({ labels, times, values }: Samples): Buffer {
  const names = Object.keys(labels).sort();
  const head = names.map(name =>
    encodeMessage(
      FIRST_MESSAGE,
      Buffer.concat([
        encodeMessage(FIRST_MESSAGE, Buffer.from(name)),
        encodeMessage(SECOND_MESSAGE, Buffer.from(labels[name]!)),
      ]),
    ),
  );
  const samples = Buffer.allocUnsafe(times.length * MAX_SAMPLE_BYTES);
  const bits = Buffer.from(values.buffer, values.byteOffset, values.byteLength);
  let at = 0;
  for (const [place, atMs] of times.entries()) {
    const start = at + 2;
    samples[at] = SECOND_MESSAGE;
    samples[start] = FIRST_DOUBLE;
    samples.set(bits.subarray(place * 8, place * 8 + 8), start + 1); // as bits: a stale marker is one certain NaN
    samples[start + 9] = SECOND_VARINT;
    at = writeVarint(samples, start + 10, atMs);
    samples[start - 1] = at - start;
  }
  return Buffer.concat([...head, samples.subarray(0, at)]);
}

function encodeMessage(tag: number, content: Buffer): Buffer {
  const head = Buffer.alloc(6);
  head[0] = tag;
  return Buffer.concat([head.subarray(0, writeVarint(head, 1, content.length)), content]);
}
