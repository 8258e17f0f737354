import type { Checked } from './checked.ts';
import type { KeyValues } from './otlp-any-value.ts';
import type { OtlpLogRecord, OtlpLogs } from './otlp-logs.ts';
import { otlpProtobuf } from './otlp-protobuf.ts';
import { type ProtobufReader, wire } from './protobuf/protobuf-reader.ts';
import { readProtobuf } from './protobuf/read-protobuf.ts';

const { readAnyValue, readKeyValue, readTime } = otlpProtobuf;

type Resource = { readonly attributes: KeyValues; readonly scopes: Scope[] };
type Scope = { name: string; readonly records: OtlpLogRecord[] };

/** `opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest`. */
export function parseOtlpLogsProtobuf(body: Buffer): Checked<OtlpLogs> {
  return readProtobuf(body, reader => {
    const resources: Resource[] = [];
    reader.fields(() => {
      const isOne = reader.is(1, wire.bytes);
      if (isOne) resources.push(readResource(reader));
      return isOne;
    });
    return { resources };
  });
}

function readResource(reader: ProtobufReader): Resource {
  const resource: Resource = { attributes: Object.create(null), scopes: [] };
  reader.message(() => {
    if (reader.is(1, wire.bytes)) reader.message(() => takeAttribute(reader, 1, resource.attributes));
    else if (reader.is(2, wire.bytes)) resource.scopes.push(readScope(reader));
    else return false;
    return true;
  });
  return resource;
}

/** The first of a name counts. */
function takeAttribute(reader: ProtobufReader, field: number, into: KeyValues): boolean {
  const isOne = reader.is(field, wire.bytes);
  if (isOne) {
    const [key, value] = readKeyValue(reader);
    into[key] ??= value;
  }
  return isOne;
}

function readScope(reader: ProtobufReader): Scope {
  const scope: Scope = { name: '', records: [] };
  reader.message(() => {
    if (reader.is(1, wire.bytes)) scope.name = readScopeName(reader);
    else if (reader.is(2, wire.bytes)) scope.records.push(readRecord(reader));
    else return false;
    return true;
  });
  return scope;
}

function readScopeName(reader: ProtobufReader): string {
  let name = '';
  reader.message(() => {
    const isName = reader.is(1, wire.bytes);
    if (isName) name = reader.text();
    return isName;
  });
  return name;
}

type Draft = OtlpLogRecord & { observedMs?: number | undefined };

function readRecord(reader: ProtobufReader): OtlpLogRecord {
  const record: Draft = {
    ...{ severity: 0, severityText: '', body: null, attributes: Object.create(null) as KeyValues },
    ...{ traceId: '', spanId: '', eventName: '' },
  };
  reader.message(
    () => takeNumber(reader, record) || takeText(reader, record) || takeAttribute(reader, 6, record.attributes),
  );
  const { observedMs, ...known } = record;
  return { ...known, atMs: record.atMs ?? observedMs };
}

/** Zero is no time. */
function takeNumber(reader: ProtobufReader, into: Draft): boolean {
  if (reader.is(1, wire.fixed64)) into.atMs = readTime(reader) || undefined;
  else if (reader.is(11, wire.fixed64)) into.observedMs = readTime(reader) || undefined;
  else if (reader.is(2, wire.varint)) into.severity = reader.varint();
  else return false;
  return true;
}

function takeText(reader: ProtobufReader, into: Draft): boolean {
  if (reader.is(3, wire.bytes)) into.severityText = reader.text();
  else if (reader.is(5, wire.bytes)) into.body = readAnyValue(reader);
  else if (reader.is(9, wire.bytes)) into.traceId = reader.text('hex');
  else if (reader.is(10, wire.bytes)) into.spanId = reader.text('hex');
  else if (reader.is(12, wire.bytes)) into.eventName = reader.text();
  else return false;
  return true;
}
