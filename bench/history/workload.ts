import { createRandom } from '../../app/testing/random.ts';
import { createWalk, FIELDS, type Values } from './walk.ts';

/** What is sent, the same to all. A point is one field of a line at one time. */
export interface Workload {
  /** Lines of a step; each has a tag of its own, and four fields. */
  readonly lineCount: number;
  readonly stepCount: number;
  /** Of the first step; milliseconds since 1970 UTC. */
  readonly startMs: number;
  /** Full-precision floats at jittered times. */
  readonly isNoisy: boolean;
}

/** One line with all of its fields. */
export interface Line {
  /** `l00042`, the value of its tag. */
  readonly name: string;
  readonly atMs: number;
  readonly values: Values;
}

export interface WorkloadOptions {
  readonly points: number;
  readonly series: number;
  /** The last step; milliseconds since 1970 UTC. */
  readonly endMs: number;
  readonly isNoisy: boolean;
}

const STEP_MS = 1000;
const JITTER_MS = 200;

/** A workload of about so many points: whole steps, a second apart. */
export function createWorkload({ points, series, endMs, isNoisy }: WorkloadOptions): Workload {
  const lineCount = Math.ceil(series / FIELDS.length);
  const stepCount = Math.max(1, Math.round(points / (lineCount * FIELDS.length)));
  return { lineCount, stepCount, startMs: endMs - (stepCount - 1) * STEP_MS, isNoisy };
}

export function lineName(index: number): string {
  return `l${String(index).padStart(5, '0')}`;
}

/**
 * Every `shareCount`-th line from `share` on, step by step. A share is what one connection sends: the points of a series
 * then arrive in their order, as from a sender of its own; Prometheus refuses all others.
 */
export function* readShare(workload: Workload, share: number, shareCount: number): Generator<Line> {
  const { lineCount, stepCount, startMs, isNoisy } = workload;
  const jitter = createRandom(share + 1);
  const lines: { name: string; next: () => Values }[] = [];
  for (let index = share; index < lineCount; index += shareCount)
    lines.push({ name: lineName(index), next: createWalk({ seed: index + 1, isNoisy }) });
  for (let step = 0; step < stepCount; step++) {
    for (const { name, next } of lines) {
      const jitterMs = isNoisy ? Math.floor(jitter() * JITTER_MS) : 0;
      yield { name, atMs: startMs + step * STEP_MS + jitterMs, values: next() };
    }
  }
}

/** Whole steps: about as many as were asked for. */
export function countPoints({ lineCount, stepCount }: Workload): number {
  return lineCount * stepCount * FIELDS.length;
}

/** The time of the last step. */
export function endOf({ startMs, stepCount }: Workload): number {
  return startMs + (stepCount - 1) * STEP_MS;
}
