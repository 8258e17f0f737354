import { isStale } from '../../history/is-stale.ts';
import type { MetricMetadata } from '../../history/metric-metadata.ts';
import type { Labels } from '../../history/reading.ts';
import type { Found } from '../batch.ts';
import type { BodyReader, ReadBody } from '../body-reader.ts';
import type { BodyForm } from '../intake-calls.ts';
import { PointColumns } from '../point-columns.ts';
import { protocols } from '../protocols.ts';

/** A reading as JSON can write it: an end, NaN and infinite numbers as words. */
export interface WrittenReading {
  readonly metric: string;
  readonly labels: Labels;
  readonly value: number | 'the end' | 'NaN' | 'Infinity' | '-Infinity';
  readonly atMs: number;
  readonly unit?: string;
}

export interface WrittenBody extends Found {
  readonly readings: readonly WrittenReading[];
  readonly metadata?: readonly MetricMetadata[];
}

/** A reader of bodies as a thread of the intake has one, whose findings can be written down and compared. */
export function createBodyReader<Form extends BodyForm>(form: Form): (body: Buffer, nowMs: number) => WrittenBody {
  const read = protocols[form.protocol]() as BodyReader<BodyForm>;
  return (body, nowMs) => {
    const { points, settle, ...found } = read(form, body, nowMs, new PointColumns());
    settle?.(true);
    return { readings: writtenReadings(points), ...found };
  };
}

function writtenReadings(points: ReadBody['points']): WrittenReading[] {
  const { times, values } = points;
  return Array.from(times, (atMs, at) => {
    const { metric, labels, unit } = points.refAt(at);
    return { metric, labels, value: written(values, at), atMs, ...(unit !== undefined && { unit }) };
  });
}

function written(values: Float64Array, at: number): WrittenReading['value'] {
  if (isStale(values, at)) return 'the end';
  const value = values[at]!;
  return Number.isFinite(value) ? value : (String(value) as 'NaN');
}
