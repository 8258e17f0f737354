import type { Expr } from '../ast.ts';
import type { Steps } from '../eval/steps.ts';
import type { Value } from '../eval/value.ts';
import type { QueryResult } from '../run-query.ts';
import type { HeldMemory } from './held-memory.ts';
import type { LiveSource } from './live-source.ts';

/** What all live queries have in common. */
export interface LiveEngine {
  readonly live: LiveSource;
  readonly memory: HeldMemory;
  readonly lookbackMs: number;
  readonly defaultStepMs: number;
  readonly lateMs: number;
  readonly anewEveryMs: number;
  readonly restFactor: number;
  /** It is this time now. */
  tick(nowMs: number): void;
  /** From memory, one query at a time, so that each is done with its memory before the next; parts that several queries have in common are evaluated once for the same samples. */
  evaluateShared(expr: Expr, steps: Steps): Promise<Value>;
  /** From the source, one query at a time. */
  evaluateAnew(expr: Expr, steps: Steps, signal: AbortSignal): Promise<{ result: QueryResult; tookMs: number }>;
}
