import { NO_BUCKETS, type OtlpBuckets, type OtlpKind, type OtlpPoint } from './otlp-metrics-model.ts';
import { otlpProtobuf } from './otlp-protobuf.ts';
import { ProtobufFault, type ProtobufReader, wire } from './protobuf/protobuf-reader.ts';

const { readAttribute, readTime } = otlpProtobuf;

/** Numbers of the fields that hold an attribute and the flags, which each kind of data point has elsewhere. */
const PLACES: Readonly<Record<OtlpKind, { readonly attribute: number; readonly flags: number }>> = {
  gauge: { attribute: 7, flags: 8 },
  sum: { attribute: 7, flags: 8 },
  histogram: { attribute: 9, flags: 10 },
  exponentialHistogram: { attribute: 1, flags: 10 },
  summary: { attribute: 7, flags: 8 },
};

/** What a data point is read into. */
interface Draft {
  readonly attributes: (readonly [string, string])[];
  atMs: number;
  flags: number;
  value?: number;
  count?: number;
  sum?: number;
  bounds?: readonly number[];
  counts?: readonly number[];
  exponential?: Exponential;
  quantiles?: (readonly [number, number])[];
}

interface Exponential {
  scale: number;
  zeroCount: number;
  zeroThreshold: number;
  positive: OtlpBuckets;
  negative: OtlpBuckets;
}

/** One data point in protobuf. */
export function readOtlpPoint(reader: ProtobufReader, kind: OtlpKind): OtlpPoint {
  const places = PLACES[kind];
  const point: Draft = { attributes: [], atMs: 0, flags: 0, ...beginning(kind) };
  reader.message(() => {
    if (reader.is(places.attribute, wire.bytes)) point.attributes.push(readAttribute(reader));
    else if (reader.is(3, wire.fixed64)) point.atMs = readTime(reader);
    else if (reader.is(places.flags, wire.varint)) point.flags = reader.varint();
    else return READERS[kind](reader, point);
    return true;
  });
  return point;
}

/** What protobuf leaves out when it is zero or empty. */
function beginning(kind: OtlpKind): Partial<Draft> {
  if (kind === 'gauge' || kind === 'sum') return {};
  if (kind === 'histogram') return { count: 0, bounds: [], counts: [] };
  if (kind === 'summary') return { count: 0, sum: 0, quantiles: [] };
  const exponential = { scale: 0, zeroCount: 0, zeroThreshold: 0, positive: NO_BUCKETS, negative: NO_BUCKETS };
  return { count: 0, exponential };
}

/** Takes a field of its own kind; false for one that is left out. */
type FieldReader = (reader: ProtobufReader, point: Draft) => boolean;

const readNumber: FieldReader = (reader, point) => {
  if (reader.is(4, wire.fixed64)) point.value = reader.double();
  else if (reader.is(6, wire.fixed64)) point.value = readWhole(reader);
  else return false;
  return true;
};

const READERS: Readonly<Record<OtlpKind, FieldReader>> = {
  gauge: readNumber,
  sum: readNumber,
  histogram(reader, point) {
    if (reader.is(6, wire.bytes)) point.counts = readPacked(reader, readWhole);
    else if (reader.is(7, wire.bytes)) point.bounds = readPacked(reader, one => one.double());
    else return readCounted(reader, point);
    return true;
  },
  summary(reader, point) {
    if (reader.is(6, wire.bytes)) point.quantiles!.push(readQuantile(reader));
    else return readCounted(reader, point);
    return true;
  },
  exponentialHistogram(reader, point) {
    const exponential = point.exponential!;
    if (reader.is(6, wire.varint)) exponential.scale = reader.signed();
    else if (reader.is(7, wire.fixed64)) exponential.zeroCount = readWhole(reader);
    else if (reader.is(8, wire.bytes)) exponential.positive = readBuckets(reader);
    else if (reader.is(9, wire.bytes)) exponential.negative = readBuckets(reader);
    else if (reader.is(14, wire.fixed64)) exponential.zeroThreshold = reader.double();
    else return readCounted(reader, point);
    return true;
  },
};

const readCounted: FieldReader = (reader, point) => {
  if (reader.is(4, wire.fixed64)) point.count = readWhole(reader);
  else if (reader.is(5, wire.fixed64)) point.sum = reader.double();
  else return false;
  return true;
};

/** Eight bytes that count, with a sign. Exact up to 2^53. */
function readWhole(reader: ProtobufReader): number {
  const [high, low] = reader.halves();
  return (high | 0) * 2 ** 32 + low;
}

function readQuantile(reader: ProtobufReader): readonly [number, number] {
  const pair: [number, number] = [0, 0];
  reader.message(() => {
    const isOne = (reader.field === 1 || reader.field === 2) && reader.kind === wire.fixed64;
    if (isOne) pair[reader.field - 1] = reader.double();
    return isOne;
  });
  return pair;
}

function readBuckets(reader: ProtobufReader): OtlpBuckets {
  let offset = 0;
  const counts: number[] = [];
  reader.message(() => {
    if (reader.is(1, wire.varint)) offset = reader.signed();
    else if (reader.is(2, wire.bytes)) for (const count of readPacked(reader, one => one.varint())) counts.push(count);
    else if (reader.is(2, wire.varint)) counts.push(reader.varint());
    else return false;
    return true;
  });
  return { offset, counts };
}

function readPacked(reader: ProtobufReader, read: (reader: ProtobufReader) => number): number[] {
  const end = reader.enter();
  const numbers: number[] = [];
  while (reader.at < end) numbers.push(read(reader));
  if (reader.at !== end) throw new ProtobufFault('a list of numbers in the body is cut off. Send it again.');
  return numbers;
}
