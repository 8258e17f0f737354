import { type Checked, invalid, valid } from './checked.ts';
import { anyValueOfJson, keyValuesOfJson } from './otlp-any-value.ts';
import type { OtlpLogRecord, OtlpLogs } from './otlp-logs.ts';
import { parseJsonBody } from './parse-json-body.ts';

type Json = Readonly<Record<string, unknown>>;

/** OTLP's JSON: names in camel case, 64-bit numbers as text, ids in hex. */
export function parseOtlpLogsJson(body: Buffer): Checked<OtlpLogs> {
  let json: unknown;
  try {
    json = parseJsonBody(body);
  } catch (error) {
    return invalid(`the body is no JSON: ${(error as SyntaxError).message}.`);
  }
  const { resourceLogs } = (json ?? {}) as Json;
  if (resourceLogs !== undefined && !Array.isArray(resourceLogs)) return invalid('"resourceLogs" must be a list.');
  return valid({
    resources: objects(resourceLogs).map(({ resource, scopeLogs }) => ({
      attributes: keyValuesOfJson((resource as Json | undefined)?.attributes),
      scopes: objects(scopeLogs).map(({ scope, logRecords }) => ({
        name: text((scope as Json | undefined)?.name),
        records: objects(logRecords).map(toRecord),
      })),
    })),
  });
}

function toRecord(json: Json): OtlpLogRecord {
  return {
    atMs: nanosToMs(json.timeUnixNano) ?? nanosToMs(json.observedTimeUnixNano),
    severity: Number(json.severityNumber ?? 0) || 0,
    severityText: text(json.severityText),
    body: anyValueOfJson(json.body),
    attributes: keyValuesOfJson(json.attributes),
    traceId: text(json.traceId),
    spanId: text(json.spanId),
    eventName: text(json.eventName),
  };
}

function nanosToMs(nanos: unknown): number | undefined {
  const number = Number(nanos);
  return number > 0 ? Math.floor((number + 256) / 1e6) : undefined;
}

function objects(json: unknown): Json[] {
  return Array.isArray(json) ? json.filter(each => each !== null && typeof each === 'object') : [];
}

function text(json: unknown): string {
  return typeof json === 'string' ? json : '';
}
