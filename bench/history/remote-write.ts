import { storeSnappy } from '../../app/testing/snappy.ts';
import { writeVarint } from '../../app/testing/varint.ts';
import { type BodyFormat, MEASUREMENT } from './body-format.ts';
import { FIELDS } from './walk.ts';
import type { Line } from './workload.ts';

/**
 * Prometheus remote write 1.0: each point is a series with its labels and one sample, as Prometheus itself sends it.
 *
 *     message WriteRequest { repeated TimeSeries timeseries = 1; }
 *     message TimeSeries   { repeated Label labels = 1; repeated Sample samples = 2; }
 *     message Label        { string name = 1; string value = 2; }
 *     message Sample       { double value = 1; int64 timestamp = 2; }
 */
export const remoteWrite: BodyFormat = {
  name: 'remote write',
  headers: {
    'Content-Type': 'application/x-protobuf',
    'Content-Encoding': 'snappy',
    'X-Prometheus-Remote-Write-Version': '0.1.0',
  },
  encode: lines => storeSnappy(encodeRequest(lines)),
};

/** Field number and wire type in one byte. */
const FIRST_MESSAGE = 0x0a;
const SECOND_MESSAGE = 0x12;
const FIRST_DOUBLE = 0x09;
const SECOND_VARINT = 0x10;
/** Of a series: labels, a sample, and what says how long they are. Names are short, so that all lengths take one byte. */
const MAX_SERIES_BYTES = 130;

const labels = new Map<string, readonly Buffer[]>();

function encodeRequest(lines: readonly Line[]): Buffer {
  const request = Buffer.allocUnsafe(lines.length * FIELDS.length * MAX_SERIES_BYTES);
  let at = 0;
  for (const { name, atMs, values } of lines) {
    const ofFields = labels.get(name) ?? rememberLabels(name);
    for (const [field, value] of values.entries()) at = writeSeries(request, at, ofFields[field]!, value, atMs);
  }
  return request.subarray(0, at);
}

function writeSeries(request: Buffer, start: number, labels: Buffer, value: number, atMs: number): number {
  request[start] = FIRST_MESSAGE;
  request.set(labels, start + 2);
  const sample = start + 2 + labels.length;
  request[sample] = SECOND_MESSAGE;
  request[sample + 2] = FIRST_DOUBLE;
  request.writeDoubleLE(value, sample + 3);
  request[sample + 11] = SECOND_VARINT;
  const end = writeVarint(request, sample + 12, atMs);
  request[sample + 1] = end - sample - 2;
  request[start + 1] = end - start - 2;
  return end;
}

/** They are the same in every step. */
function rememberLabels(line: string): readonly Buffer[] {
  const ofFields = FIELDS.map(field =>
    Buffer.concat([encodeLabel('__name__', `${MEASUREMENT}_${field}`), encodeLabel('line', line)]),
  );
  labels.set(line, ofFields);
  return ofFields;
}

function encodeLabel(name: string, value: string): Buffer {
  const label = Buffer.concat([encodeText(FIRST_MESSAGE, name), encodeText(SECOND_MESSAGE, value)]);
  return Buffer.concat([Buffer.from([FIRST_MESSAGE, label.length]), label]);
}

function encodeText(tag: number, text: string): Buffer {
  return Buffer.concat([Buffer.from([tag, text.length]), Buffer.from(text)]);
}
