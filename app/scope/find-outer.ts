import { NestingForbiddenError, ScopeRequiredError } from './errors.ts';
import type { OpenScope } from './open-scope.ts';

/** How a call may stand to a scope that is open already. */
export interface Nesting {
  readonly label: string;
  readonly nested: string;
}

/** The scope that a call belongs in, if its caller stands in one. Throws when that has ended, or when the call refuses it. */
export function findOuter<S extends OpenScope<unknown>>(
  outer: S | undefined,
  { label, nested }: Nesting,
): S | undefined {
  if (!outer) {
    if (nested === 'require') throw new ScopeRequiredError(label);
    return undefined;
  }
  outer.requireOpen();
  if (nested === 'forbid') throw new NestingForbiddenError(label, outer.label);
  return outer;
}
