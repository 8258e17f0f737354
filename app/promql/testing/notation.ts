import type { LabelMatcher } from '../../history/labels/label-matcher.ts';
import type { Expr, Matching, Subquery, VectorSelector } from '../ast.ts';

/**
 * An expression in brackets, for comparing and for reading in tests: `(+ [a] (call rate [b]:300000))`. Every part of it is there but the
 * spans; matchers are sorted.
 */
export function notation(expr: Expr): string {
  switch (expr.kind) {
    case 'number':
      return Object.is(expr.value, -0) ? '-0' : String(expr.value);
    case 'string':
      return JSON.stringify(expr.value);
    case 'selector':
      return selector(expr);
    case 'matrix':
      return `${selector(expr.selector)}:${expr.rangeMs}`;
    case 'subquery':
      return `(sub ${notation(expr.expr)} ${expr.rangeMs}:${expr.stepMs ?? ''}${moment(expr)})`;
    case 'call':
      return `(call ${[expr.name, ...expr.args.map(notation)].join(' ')})`;
    case 'aggregation': {
      const grouping = `${expr.isWithout ? 'without' : 'by'}(${expr.grouping.join(',')})`;
      return `(${expr.op} ${grouping} ${expr.param ? `${notation(expr.param)} ` : ''}${notation(expr.expr)})`;
    }
    case 'binary': {
      const matching = expr.matching ? match(expr.matching) : '';
      return `(${expr.op}${expr.isBool ? ' bool' : ''}${matching} ${notation(expr.left)} ${notation(expr.right)})`;
    }
    case 'unary':
      return `(${expr.op} ${notation(expr.expr)})`;
    case 'parentheses':
      return `<${notation(expr.expr)}>`;
  }
}

function selector(one: VectorSelector): string {
  const text = ({ label, op, value }: LabelMatcher) =>
    label === '__name__' && op === '=' ? value : label + op + JSON.stringify(value);
  return `[${one.matchers.map(text).sort().join(' ')}${moment(one)}]`;
}

function moment({ at, offsetMs }: VectorSelector | Subquery): string {
  return (at === undefined ? '' : ` @${at}`) + (offsetMs === 0 ? '' : ` -${offsetMs}`);
}

/** Nothing where all labels count. */
function match({ cardinality, isOn, labels, include }: Matching): string {
  const base = isOn || labels.length > 0 ? ` ${isOn ? 'on' : 'ignoring'}(${labels.join(',')})` : '';
  const [left, right] = cardinality.split('-to-');
  return base + (left === right ? '' : ` ${left}:${right}(${include.join(',')})`);
}
