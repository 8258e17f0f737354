import type { OtlpAttributes } from './otlp-attributes.ts';

/* Metrics of OpenTelemetry as its two encodings, JSON and protobuf, are read: alike, with times in milliseconds. */

/** What one resource (a process, a host) sends. */
export interface OtlpResourceMetrics {
  readonly resource: OtlpAttributes;
  readonly metrics: readonly OtlpMetric[];
}

export type OtlpKind = 'gauge' | 'sum' | 'histogram' | 'exponentialHistogram' | 'summary';

/** How a sum or a histogram counts: since its start, or since the point before. */
export type OtlpTemporality = 'unspecified' | 'delta' | 'cumulative';

export const TEMPORALITIES: readonly OtlpTemporality[] = ['unspecified', 'delta', 'cumulative'];

export interface OtlpMetric {
  readonly name: string;
  readonly description: string;
  readonly unit: string;
  /** Undefined: one that is not known here. */
  readonly kind: OtlpKind | undefined;
  readonly temporality: OtlpTemporality;
  readonly isMonotonic: boolean;
  readonly points: readonly OtlpPoint[];
}

/** One data point of any kind; what a kind has not is undefined. */
export interface OtlpPoint {
  readonly attributes: OtlpAttributes;
  readonly atMs: number;
  /** Bit 0: there is no value any more; the series has ended. */
  readonly flags: number;
  readonly value?: number;
  readonly count?: number;
  readonly sum?: number;
  /** Of a histogram: upper bounds, and one count more than those. */
  readonly bounds?: readonly number[];
  readonly counts?: readonly number[];
  readonly exponential?: OtlpExponential;
  readonly quantiles?: readonly (readonly [quantile: number, value: number])[];
}

/** Buckets whose bounds are powers of 2^(2^-scale). */
export interface OtlpExponential {
  readonly scale: number;
  readonly zeroCount: number;
  readonly zeroThreshold: number;
  readonly positive: OtlpBuckets;
  readonly negative: OtlpBuckets;
}

/** `counts[i]` are those in `(base^(offset+i), base^(offset+i+1)]`, or the negatives of these. */
export interface OtlpBuckets {
  readonly offset: number;
  readonly counts: readonly number[];
}

export const NO_BUCKETS: OtlpBuckets = { offset: 0, counts: [] };
