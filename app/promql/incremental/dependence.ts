import type { LabelMatcher } from '../../history/labels/label-matcher.ts';
import type { Expr, Subquery, VectorSelector } from '../ast.ts';
import { childExprs } from '../parse/child-exprs.ts';

/** Steps that a negative offset may keep open: all of them are evaluated anew at each tick. */
export const MAX_OPEN_STEPS = 60;

/** Steps inside of subqueries, of nested ones multiplied: all of them are evaluated for each step. */
export const MAX_INNER_STEPS = 600;

/** Samples that one selector of an expression reads: of the step at t those in `(t + loMs, t + hiMs]`. */
export interface Leaf {
  readonly matchers: readonly LabelMatcher[];
  readonly loMs: number;
  readonly hiMs: number;
  /** The two are times since 1970, the same for every step: `@ 1700000000`. */
  readonly isFixed: boolean;
}

export interface Dependence {
  readonly leaves: readonly Leaf[];
  /** Why a step does not depend on a bounded time around it only, as a sentence; undefined: it does. */
  readonly reason: string | undefined;
}

export interface DependenceOptions {
  readonly lookbackMs: number;
  readonly stepMs: number;
  /** Of subqueries that give none. */
  readonly defaultStepMs: number;
}

/** Moments at which an expression is evaluated for the step at t: from `t + loMs` to `t + hiMs`, or fixed ones. */
type Moments = Pick<Leaf, 'loMs' | 'hiMs' | 'isFixed'>;

/**
 * Which samples a step of an expression depends on. Everything in PromQL but selectors and subqueries is computed from its arguments
 * at the same step, `time()`, `topk` and `sort` among it, so these alone decide.
 */
export function findDependence(expr: Expr, { lookbackMs, stepMs, defaultStepMs }: DependenceOptions): Dependence {
  const leaves: Leaf[] = [];
  const reasons: string[] = [];
  const moments = (
    at: Moments,
    { at: fixed, offsetMs }: Pick<VectorSelector | Subquery, 'at' | 'offsetMs'>,
  ): Moments => {
    if (fixed === 'end') reasons.push('@ end() makes every step depend on the newest one.');
    if (fixed === 'start') reasons.push('@ start() makes every step depend on the first one, and that one moves.');
    const from = typeof fixed === 'number' ? { loMs: fixed, hiMs: fixed, isFixed: true } : at;
    return { loMs: from.loMs - offsetMs, hiMs: from.hiMs - offsetMs, isFixed: from.isFixed };
  };
  const addLeaf = (at: Moments, selector: VectorSelector, reachMs: number) => {
    const { loMs, hiMs, isFixed } = moments(at, selector);
    leaves.push({ matchers: selector.matchers, loMs: loMs - reachMs, hiMs, isFixed });
  };
  const visit = (inside: Expr, at: Moments, steps: number): void => {
    if (inside.kind === 'selector') addLeaf(at, inside, lookbackMs);
    if (inside.kind === 'matrix') addLeaf(at, inside.selector, inside.rangeMs);
    if (inside.kind === 'selector' || inside.kind === 'matrix') return;
    const within = inside.kind === 'subquery' ? moments(at, inside) : at;
    const reachMs = inside.kind === 'subquery' ? inside.rangeMs : 0;
    const inner = inside.kind === 'subquery' ? (steps * reachMs) / (inside.stepMs ?? defaultStepMs) : steps;
    if (inner > MAX_INNER_STEPS) reasons.push(`Its subqueries have more than ${MAX_INNER_STEPS} steps.`);
    for (const child of childExprs(inside)) visit(child, { ...within, loMs: within.loMs - reachMs }, inner);
  };
  visit(expr, { loMs: 0, hiMs: 0, isFixed: false }, 1);
  if (leaves.some(({ hiMs, isFixed }) => !isFixed && hiMs > MAX_OPEN_STEPS * stepMs))
    reasons.push(`A negative offset keeps more than ${MAX_OPEN_STEPS} steps open.`);
  return { leaves, reason: reasons[0] };
}
