import type { Binary, Expr, Matching } from '../ast.ts';
import { PromqlError } from '../promql-error.ts';
import { describeType } from './describe-type.ts';
import type { Modifiers } from './parse-modifiers.ts';
import type { Token } from './token.ts';

const COMPARISONS = new Set(['==', '!=', '<', '<=', '>', '>=']);
const SET_OPERATORS = new Set(['and', 'or', 'unless']);
const CARDINALITIES = { group_left: 'many-to-one', group_right: 'one-to-many' } as const;

/** An operator with its two sides. Throws a PromqlError where types or modifiers do not go with it. */
export function toBinary(left: Expr, operator: Token, modifiers: Modifiers, right: Expr): Binary {
  const op = operator.text.toLowerCase();
  const sides = { left: requireOperand(left, op), right: requireOperand(right, op) };
  const areVectors = left.type === 'vector' && right.type === 'vector';
  checkBool(op, operator, modifiers, sides.left === 'scalar' && sides.right === 'scalar');
  if (!areVectors) checkWithNumber(op, operator, modifiers);
  return {
    kind: 'binary',
    type: sides.left === 'scalar' && sides.right === 'scalar' ? 'scalar' : 'vector',
    op,
    left,
    right,
    isBool: modifiers.bool !== undefined,
    matching: areVectors ? toMatching(op, modifiers) : undefined,
    span: { from: left.span.from, to: right.span.to },
  };
}

function requireOperand({ type, span }: Expr, op: string): 'scalar' | 'vector' {
  if (type === 'scalar' || type === 'vector') return type;
  throw new PromqlError(`${op} works on numbers and instant vectors, not on ${describeType(type)}.`, span);
}

function checkBool(op: string, operator: Token, { bool }: Modifiers, areNumbers: boolean): void {
  const isComparison = COMPARISONS.has(op);
  if (bool && !isComparison)
    throw new PromqlError(`bool goes with comparisons, such as == bool; ${op} has no use for it.`, bool);
  if (areNumbers && isComparison && !bool)
    throw new PromqlError(`Two numbers are compared with bool, which gives 0 or 1: ${op} bool.`, operator);
}

function checkWithNumber(op: string, operator: Token, { matching }: Modifiers): void {
  if (SET_OPERATORS.has(op))
    throw new PromqlError(`${op} works on instant vectors, not on numbers. vector(1) makes one of a number.`, operator);
  // Without labels it says nothing, and Prometheus lets it pass.
  if (matching && matching.labels.length > 0)
    throw new PromqlError(
      `${matching.isOn ? 'on' : 'ignoring'} matches the labels of two instant vectors; a number has no labels.`,
      matching.span,
    );
}

function toMatching(op: string, { matching }: Modifiers): Matching {
  const cardinality = SET_OPERATORS.has(op) ? 'many-to-many' : 'one-to-one';
  if (!matching) return { cardinality, labels: [], isOn: false, include: [] };
  const { labels, isOn, include, group, span } = matching;
  if (!group) return { cardinality, labels, isOn, include: [] };
  if (SET_OPERATORS.has(op)) throw new PromqlError(`${op} takes all that match: it has no use for ${group}.`, span);
  const matched = new Set(isOn ? labels : []);
  const twice = include.find(label => matched.has(label));
  if (twice !== undefined)
    throw new PromqlError(`The label ${twice} is equal on both sides by on: leave it out of ${group}.`, span);
  return { cardinality: CARDINALITIES[group], labels, isOn, include };
}
