import type { Level } from '../logs/log-line.ts';
import { LogBatch, type ParsedLogs } from './log-batch.ts';
import { cutBytes, LogFields } from './log-fields.ts';
import { parseLevel } from './log-level.ts';
import { logLimits } from './log-limits.ts';
import type { AnyValue, KeyValues } from './otlp-any-value.ts';
import { readLogEntry } from './read-log-entry.ts';

/** `ExportLogsServiceRequest`, in JSON or protobuf. */
export interface OtlpLogs {
  readonly resources: readonly {
    readonly attributes: KeyValues;
    readonly scopes: readonly { readonly name: string; readonly records: readonly OtlpLogRecord[] }[];
  }[];
}

export interface OtlpLogRecord {
  /** Milliseconds since 1970; undefined: it does not say. */
  atMs?: number | undefined;
  severity: number;
  severityText: string;
  body: AnyValue;
  attributes: KeyValues;
  /** In hex; empty: none. */
  traceId: string;
  spanId: string;
  eventName: string;
}

/** What the library says of itself with every line. */
const NOT_TOLD = /^(?:telemetry\.|service\.name$|process\.(?:command|runtime|executable))/;

/** The lines of an export: the stream is the name of the service, attributes are fields. */
export function readOtlpLogs({ resources }: OtlpLogs, nowMs: number): ParsedLogs {
  const batch = new LogBatch();
  for (const { attributes, scopes } of resources) {
    const name = attributes['service.name'];
    const stream = cutBytes(
      typeof name === 'string' && name.trim() !== '' ? name.toWellFormed() : 'otlp',
      logLimits.streamNameBytes,
    );
    for (const scope of scopes) {
      for (const record of scope.records) {
        const labels = fieldsOf(record, scope.name, attributes);
        const { atMs } = record;
        const text = textOf(record);
        batch.keep(readLogEntry(text, { stream, labels, nowMs, atMs, level: levelOf(record) }));
      }
    }
  }
  return batch.result();
}

function textOf({ body, eventName, attributes }: OtlpLogRecord): string {
  const text = typeof body === 'string' ? body : body === null ? eventName : JSON.stringify(body);
  const stack = attributes['exception.stacktrace'];
  if (typeof stack === 'string' && !text.includes(stack)) return text === '' ? stack : `${text}\n${stack}`;
  return text === '' ? '(no text)' : text;
}

/** Its own before those of what it runs on, as there is room for so many only. */
function fieldsOf({ attributes, traceId, spanId, eventName }: OtlpLogRecord, scope: string, resource: KeyValues) {
  const fields = new LogFields();
  for (const [name, value] of Object.entries(attributes)) if (name !== 'exception.stacktrace') fields.add(name, value);
  fields.add('trace_id', traceId);
  fields.add('span_id', spanId);
  fields.add('event', eventName);
  fields.add('scope', scope);
  for (const [name, value] of Object.entries(resource)) if (!NOT_TOLD.test(name)) fields.add(name, value);
  return fields.values;
}

function levelOf({ severity, severityText }: OtlpLogRecord): Level | undefined {
  if (severity >= 17) return 'error';
  if (severity >= 13) return 'warn';
  if (severity >= 9) return 'info';
  return severity >= 1 ? 'debug' : parseLevel(severityText);
}
