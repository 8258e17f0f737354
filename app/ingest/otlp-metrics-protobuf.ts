import type { OtlpAttributes } from './otlp-attributes.ts';
import {
  type OtlpKind,
  type OtlpMetric,
  type OtlpPoint,
  type OtlpResourceMetrics,
  type OtlpTemporality,
  TEMPORALITIES,
} from './otlp-metrics-model.ts';
import { readOtlpPoint } from './otlp-metrics-point.ts';
import { otlpProtobuf } from './otlp-protobuf.ts';
import { ProtobufReader, wire } from './protobuf/protobuf-reader.ts';

const { readAttributes } = otlpProtobuf;

/** By the numbers of their fields in a `Metric`. */
const KINDS: ReadonlyMap<number, OtlpKind> = new Map([
  [5, 'gauge'],
  [7, 'sum'],
  [9, 'histogram'],
  [10, 'exponentialHistogram'],
  [11, 'summary'],
]);

/** The metrics of an `ExportMetricsServiceRequest`. Throws a ProtobufFault for what is none. */
export function readOtlpMetricsProtobuf(body: Buffer): OtlpResourceMetrics[] {
  const reader = new ProtobufReader(body);
  const found: OtlpResourceMetrics[] = [];
  reader.fields(() => {
    const isOne = reader.is(1, wire.bytes);
    if (isOne) found.push(readResourceMetrics(reader));
    return isOne;
  });
  return found;
}

function readResourceMetrics(reader: ProtobufReader): OtlpResourceMetrics {
  let resource: OtlpAttributes = [];
  const metrics: OtlpMetric[] = [];
  reader.message(() => {
    if (reader.is(1, wire.bytes)) resource = readAttributes(reader);
    else if (reader.is(2, wire.bytes)) readScope(reader, metrics);
    else return false;
    return true;
  });
  return { resource, metrics };
}

function readScope(reader: ProtobufReader, metrics: OtlpMetric[]): void {
  reader.message(() => {
    const isMetric = reader.is(2, wire.bytes);
    if (isMetric) metrics.push(readMetric(reader));
    return isMetric;
  });
}

function readMetric(reader: ProtobufReader): OtlpMetric {
  const texts = ['', '', ''];
  let kind: OtlpKind | undefined;
  let data: Data = { points: [], temporality: 'unspecified', isMonotonic: false };
  reader.message(() => {
    const found = reader.kind === wire.bytes ? KINDS.get(reader.field) : undefined;
    if (found) [kind, data] = [found, readData(reader, found)];
    else if (reader.field <= 3 && reader.kind === wire.bytes) texts[reader.field - 1] = reader.text();
    else return false;
    return true;
  });
  const [name = '', description = '', unit = ''] = texts;
  return { name, description, unit, kind, ...data };
}

type Data = Pick<OtlpMetric, 'points' | 'temporality' | 'isMonotonic'>;

function readData(reader: ProtobufReader, kind: OtlpKind): Data {
  const points: OtlpPoint[] = [];
  let temporality: OtlpTemporality = 'unspecified';
  let isMonotonic = false;
  reader.message(() => {
    if (reader.is(1, wire.bytes)) points.push(readOtlpPoint(reader, kind));
    else if (reader.is(2, wire.varint)) temporality = TEMPORALITIES[reader.varint()] ?? 'unspecified';
    else if (reader.is(3, wire.varint)) isMonotonic = reader.varint() !== 0;
    else return false;
    return true;
  });
  return { points, temporality, isMonotonic };
}
