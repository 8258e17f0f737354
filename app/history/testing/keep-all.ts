import type { KeepRule } from '../retention/keep-rule.ts';

/** One rule for every metric. */
export function keepAll(readingsMs: number, hourlyMs = 0): readonly KeepRule[] {
  return [{ pattern: '*', readingsMs, hourlyMs }];
}
