import { knownUnit } from '../../../components/units/known-unit.ts';
import { METRIC_LABEL } from '../../history/labels/label-postings.ts';
import type { Expr } from '../ast.ts';

/** Calls that give what they are given, in its unit. */
const KEEPS =
  /^(abs|ceil|floor|round|clamp|clamp_max|clamp_min|sort|sort_desc|delta|idelta|increase|predict_linear|label_replace|label_join|histogram_quantile|(avg|min|max|sum|last|first|quantile|stddev)_over_time)$/;

const GROUPS = /^(sum|avg|min|max|topk|bottomk|quantile|stddev|limitk|limit_ratio)$/;

/** The unit of what an expression gives, empty where that is not known; `unitOf` knows those of metrics. */
export function resultUnit(expr: Expr, unitOf: (metric: string) => string): string {
  switch (expr.kind) {
    case 'selector':
      return unitOf(expr.matchers.find(({ label, op }) => label === METRIC_LABEL && op === '=')?.value ?? '');
    case 'matrix':
      return resultUnit(expr.selector, unitOf);
    case 'parentheses':
    case 'unary':
    case 'subquery':
      return resultUnit(expr.expr, unitOf);
    case 'aggregation':
      return GROUPS.test(expr.op) ? resultUnit(expr.expr, unitOf) : '';
    case 'call':
      return ofCall(expr.name, expr.args, unitOf);
    case 'binary':
      return ofSides(expr.op, expr.isBool, resultUnit(expr.left, unitOf), resultUnit(expr.right, unitOf), expr);
    default:
      return '';
  }
}

function ofCall(name: string, args: readonly Expr[], unitOf: (metric: string) => string): string {
  const operand = args.find(({ type }) => type === 'vector' || type === 'matrix');
  const unit = operand ? resultUnit(operand, unitOf) : '';
  if (KEEPS.test(name)) return unit;
  if (!/^(rate|irate|deriv)$/.test(name)) return '';
  // Seconds per second are a share; a unit that is a rate already has no name.
  const isTime = knownUnit(unit)?.unit.scaling.kind === 'time';
  return isTime || unit.includes('/') ? '' : [unit, 's'].join('/');
}

/** Sums and choices keep what both sides share; a factor could be anything. */
function ofSides(op: string, isBool: boolean, left: string, right: string, sides: { left: Expr; right: Expr }): string {
  if (isBool || /^([*/^%]|atan2)$/.test(op)) return '';
  if (sides.left.type === 'scalar') return right;
  if (sides.right.type === 'scalar' || /^(==|!=|<|>|<=|>=|and|unless)$/.test(op)) return left;
  return left === right ? left : '';
}
