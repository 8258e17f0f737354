import { createFindings } from './batch.ts';
import type { ReadBody } from './body-reader.ts';
import { keepOtlpMetrics, type OtlpMemory } from './otlp-metrics.ts';
import { readOtlpMetricsJson } from './otlp-metrics-json.ts';
import { readOtlpMetricsProtobuf } from './otlp-metrics-protobuf.ts';
import type { PointColumns } from './point-columns.ts';
import { ProtobufFault } from './protobuf/protobuf-reader.ts';

export type OtlpType = 'json' | 'protobuf';

/** Readings from the body of an OTLP request. Of one that is none in its encoding nothing is kept: its problem is at line 0. */
export function readOtlpMetrics(
  body: Buffer,
  type: OtlpType,
  memory: OtlpMemory,
  nowMs: number,
  points: PointColumns,
): ReadBody {
  try {
    const resources = type === 'json' ? readOtlpMetricsJson(body) : readOtlpMetricsProtobuf(body);
    return keepOtlpMetrics(resources, memory, nowMs, points);
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof ProtobufFault)) throw error;
    const findings = createFindings(body, () => ({ line: 0, column: 0 }));
    const reason = type === 'json' ? `the body is not JSON that can be read: ${error.message}.` : error.message;
    findings.refuse(0, reason);
    return { points, ...findings.result() };
  }
}
