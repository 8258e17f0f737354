import type { KeepRule } from './keep-rule.ts';

/** Metrics whose rule is remembered. */
const MAX_REMEMBERED = 100_000;

/** Says how long what is kept. */
export class Retention {
  /** Each metric is under the first one that it matches. */
  readonly rules: readonly KeepRule[];
  /** Readings older than this are refused. */
  readonly longestMs: number;
  /** Of what is older than this, nothing is kept in any form. */
  readonly #horizonMs: number;
  readonly #patterns: readonly RegExp[];
  readonly #byMetric = new Map<string, KeepRule>();

  /** The last rule must be for `*`. */
  constructor(rules: readonly KeepRule[]) {
    if (rules.at(-1)?.pattern !== '*')
      throw new RangeError('The last rule must be for *, so that each metric has one.');
    this.rules = rules;
    this.longestMs = Math.max(...rules.map(({ readingsMs }) => readingsMs));
    this.#horizonMs = Math.max(this.longestMs, ...rules.map(({ hourlyMs }) => hourlyMs));
    this.#patterns = rules.map(({ pattern }) => toExpression(pattern));
  }

  of(metric: string): KeepRule {
    if (this.rules.length === 1) return this.rules[0]!;
    const known = this.#byMetric.get(metric);
    if (known) return known;
    const rule = this.rules[this.#patterns.findIndex(pattern => pattern.test(metric))]!;
    if (this.#byMetric.size >= MAX_REMEMBERED) this.#byMetric.clear();
    this.#byMetric.set(metric, rule);
    return rule;
  }

  /** From this moment on, readings are kept, or at least the hours that they fall into. */
  horizonMs(nowMs: number): number {
    return nowMs - this.#horizonMs;
  }
}

function toExpression(pattern: string): RegExp {
  const parts = pattern.split('*').map(part => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 's');
}
