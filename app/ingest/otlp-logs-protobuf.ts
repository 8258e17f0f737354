import type { PbfReader } from 'pbf';
import type { Checked } from './checked.ts';
import { type KeyValues, readAnyValue, readKeyValue } from './otlp-any-value.ts';
import type { OtlpLogRecord, OtlpLogs } from './otlp-logs.ts';
import { readProtobuf } from './read-protobuf.ts';

type Resource = { attributes: KeyValues; scopes: Scope[] };
type Scope = { name: string; records: OtlpLogRecord[] };

/** `opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest`. */
export function parseOtlpLogsProtobuf(body: Uint8Array): Checked<OtlpLogs> {
  return readProtobuf(body, reader =>
    reader.readFields(
      (tag, into, message) => {
        if (tag === 1) into.resources.push(readResource(message));
      },
      { resources: [] as Resource[] },
    ),
  );
}

function readResource(reader: PbfReader): Resource {
  return reader.readMessage<Resource>(
    (tag, into, message) => {
      if (tag === 1)
        message.readMessage((tag, attributes, inner) => {
          if (tag === 1) readKeyValue(inner, attributes);
        }, into.attributes);
      else if (tag === 2) into.scopes.push(readScope(message));
    },
    { attributes: Object.create(null), scopes: [] },
  );
}

function readScope(reader: PbfReader): Scope {
  return reader.readMessage<Scope>(
    (tag, into, message) => {
      if (tag === 1)
        message.readMessage((tag, scope, inner) => {
          if (tag === 1) scope.name = inner.readString();
        }, into);
      else if (tag === 2) into.records.push(readRecord(message));
    },
    { name: '', records: [] },
  );
}

function readRecord(reader: PbfReader): OtlpLogRecord {
  const record: OtlpLogRecord & { observedMs?: number } = {
    ...{ severity: 0, severityText: '', body: null, attributes: Object.create(null) as KeyValues },
    ...{ traceId: '', spanId: '', eventName: '' },
  };
  reader.readMessage(readField, record);
  record.atMs ??= record.observedMs;
  return record;
}

function readField(tag: number, into: OtlpLogRecord & { observedMs?: number }, message: PbfReader): void {
  switch (tag) {
    case 1:
      into.atMs = toMs(message.readFixed64()) ?? into.atMs;
      break;
    case 11:
      into.observedMs = toMs(message.readFixed64()) ?? 0;
      break;
    case 2:
      into.severity = message.readVarint();
      break;
    case 3:
      into.severityText = message.readString();
      break;
    case 5:
      into.body = readAnyValue(message);
      break;
    case 6:
      readKeyValue(message, into.attributes);
      break;
    case 9:
      into.traceId = Buffer.from(message.readBytes()).toString('hex');
      break;
    case 10:
      into.spanId = Buffer.from(message.readBytes()).toString('hex');
      break;
    case 12:
      into.eventName = message.readString();
  }
}

/** Doubles of nanoseconds lie 256 apart; the next one keeps a whole millisecond from falling below itself. */
function toMs(nanos: number): number | undefined {
  return nanos > 0 ? Math.floor((nanos + 256) / 1e6) : undefined;
}
