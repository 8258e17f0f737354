import type { RunStatus, RunView } from './job-view.ts';
import { reach, type Shape } from './shape.ts';

/** A run as it lies in its table. */
export interface RunRow {
  readonly id: number;
  readonly jobId: number;
  readonly number: number;
  readonly runId: string | null;
  readonly status: RunStatus;
  readonly isSuperseded: number;
  readonly hasStart: number;
  readonly signals: number;
  readonly startMs: number;
  readonly endMs: number | null;
  readonly heardMs: number;
  readonly heardListenedMs: number;
  readonly lostListenedMs: number;
  readonly longestSilenceMs: number;
  readonly done: number | null;
  readonly total: number | null;
  readonly progressMs: number | null;
  readonly shape: string;
  readonly message: string;
  readonly exitCode: number | null;
  readonly reason: string;
  readonly labels: string;
  readonly nextLine: number;
  readonly lineCount: number;
  readonly lineBytes: number;
}

/** A moment by the wall, and how long the server has listened until then. */
export interface Moment {
  readonly nowMs: number;
  readonly listenedMs: number;
}

export function shapeOf({ shape }: Pick<RunRow, 'shape'>): Shape {
  return JSON.parse(shape) as Shape;
}

export function percentOf({ done, total }: Pick<RunRow, 'done' | 'total'>): number | undefined {
  if (done === null || total === null) return undefined;
  return Math.min(100, (100 * done) / total);
}

/** The run with the progress that it has told. */
export function withProgress(run: RunRow, done: number, total: number, nowMs: number): RunRow {
  const elapsedMs = Math.max(0, nowMs - run.startMs);
  const before = shapeOf(run);
  const shape = reach(before, percentOf({ done, total })!, elapsedMs);
  return { ...run, done, total, progressMs: nowMs, shape: shape === before ? run.shape : JSON.stringify(shape) };
}

export function durationOf({ hasStart, startMs, endMs }: Pick<RunRow, 'hasStart' | 'startMs' | 'endMs'>) {
  return hasStart === 1 && endMs !== null ? Math.max(0, endMs - startMs) : undefined;
}

/** What others are told of a run, now. */
export function toRunView(run: RunRow, { nowMs, listenedMs }: Moment): RunView {
  const percent = percentOf(run);
  const durationMs = durationOf(run);
  const awayMs = run.endMs === null ? nowMs - run.heardMs - (listenedMs - run.heardListenedMs) : 0;
  return {
    number: run.number,
    ...(run.runId !== null && { runId: run.runId }),
    status: run.status,
    startMs: run.startMs,
    ...(run.endMs !== null && { endMs: run.endMs }),
    ...(durationMs !== undefined && { durationMs }),
    heardMs: run.heardMs,
    awayMs: Math.max(0, awayMs),
    ...(percent !== undefined && { percent, done: run.done!, total: run.total! }),
    message: run.message,
    ...(run.exitCode !== null && { exitCode: run.exitCode }),
    reason: run.reason,
    isSuperseded: run.isSuperseded === 1,
    labels: JSON.parse(run.labels),
  };
}
