import type { MetricMetadata } from '../history/metric-metadata.ts';
import type { ParsedPoints } from './batch.ts';
import type { PointColumns } from './point-columns.ts';

/** What a thread of the intake finds in a body. */
export interface ReadBody extends ParsedPoints {
  /** What the body says of its metrics. */
  readonly metadata?: readonly MetricMetadata[];
  /** Called once, when it is known whether the points are kept: who counts on them counts back when they are not. */
  readonly settle?: (isKept: boolean) => void;
}

/** Reads bodies of one form, one after the other. What is found goes into `points`, which are empty. */
export type BodyReader<Form> = (form: Form, body: Buffer, nowMs: number, points: PointColumns) => ReadBody;
