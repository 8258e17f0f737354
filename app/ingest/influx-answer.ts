import { problemSentence } from './answer.ts';
import type { Found } from './batch.ts';
import type { Taken } from './intake-calls.ts';

/** The interfaces of InfluxDB that are spoken here; each has its own error body. */
export type InfluxVersion = 1 | 2 | 3;

/**
 * What an Influx client is told. All kept: 204 without a body. Else 400 with the body its version knows, which makes
 * it drop the batch and log the sentence instead of sending the same again:
 *
 *     1: {"error": "partial write: line 2, column 7: ... dropped=1"}
 *     2: {"code": "invalid", "message": "partial write: line 2, column 7: ... dropped=1"}
 *     3: {"error": "partial write of line protocol occurred", "data": [{"line_number": 2, "error_message": ...}]}
 *
 * Where nothing was kept it says `unable to parse` instead of `partial write`.
 */
export function answerInflux(version: InfluxVersion, { found, kept }: Taken): InfluxAnswer {
  const dropped = found.problemCount + kept.refused;
  if (dropped === 0) return { status: 204 };
  const isPartial = kept.accepted + found.logLines.length > 0;
  const first = found.problems[0];
  const reason = first === undefined ? kept.refusals[0]?.reason : problemSentence(first);
  const message = `${isPartial ? 'partial write' : 'unable to parse'}: ${reason} dropped=${dropped}`;
  if (version === 3) return { status: 400, json: bodyOfVersion3(isPartial, found, message) };
  return influxError(version, 400, message);
}

export type InfluxAnswer =
  | { readonly status: 204 }
  | { readonly status: number; readonly json: Readonly<Record<string, unknown>> };

/** Any other refusal in the words of that version; never plain text, which old clients take for a passing fault. */
export function influxError(version: InfluxVersion, status: number, message: string): InfluxAnswer {
  return { status, json: version === 2 ? { code: codeOf(status), message } : { error: message } };
}

function bodyOfVersion3(isPartial: boolean, { problems }: Found, message: string) {
  const data = problems.map(({ line, reason }) => ({ line_number: line, error_message: reason }));
  if (data.length === 0) return { error: message };
  return { error: `${isPartial ? 'partial write' : 'parsing'} of line protocol occurred`, data };
}

/** Error codes of the InfluxDB 2 API. */
function codeOf(status: number): string {
  if (status === 401) return 'unauthorized';
  if (status === 403) return 'forbidden';
  if (status === 413) return 'request too large';
  if (status === 503) return 'unavailable';
  return status >= 500 ? 'internal error' : 'invalid';
}
