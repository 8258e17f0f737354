import type { MetricMetadata } from '../history/metric-metadata.ts';
import { takeMetricName } from './metric-name.ts';
import { type ProtobufReader, wire } from './protobuf/protobuf-reader.ts';
import { parseUnit } from './unit.ts';

/** By their numbers in `prometheus.MetricMetadata.MetricType`. */
const TYPES: readonly MetricMetadata['type'][] = [
  ...(['unknown', 'counter', 'gauge', 'histogram'] as const),
  ...(['histogram', 'summary', 'gauge', 'gauge'] as const), // gauge histogram, summary, info, state set
];

/** What a message of metadata says of a metric; undefined when it says nothing, or of no metric. */
export function readRemoteMetadata(reader: ProtobufReader): MetricMetadata | undefined {
  const end = reader.enter();
  let [type, family, help, unit] = [0, '', '', ''];
  while (reader.next(end)) {
    if (reader.is(1, wire.varint)) type = reader.varint();
    else if (reader.is(2, wire.bytes)) family = reader.text();
    else if (reader.is(4, wire.bytes)) help = reader.text();
    else if (reader.is(5, wire.bytes)) unit = reader.text();
    else reader.skip();
  }
  const metric = takeMetricName(family);
  if (!metric.ok) return undefined;
  const known = TYPES[type] ?? 'unknown';
  const parsed = parseUnit(unit);
  const told = { ...(help !== '' && { help }), ...(parsed.ok && parsed.value !== undefined && { unit: parsed.value }) };
  return { metric: metric.value, type: known, ...told };
}
