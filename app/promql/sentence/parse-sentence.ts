import { METRIC_LABEL } from '../../history/labels/label-postings.ts';
import type { Aggregation, Expr, VectorSelector } from '../ast.ts';
import { parsePromql } from '../parse/parse-promql.ts';
import { PromqlError } from '../promql-error.ts';
import { groupOf, lookOf, type Sentence, type SentenceGroup } from './sentence.ts';

/** A query as a sentence, or why it cannot be said as one: the end of "It cannot be a sentence: ...". */
export type ParsedSentence =
  | { readonly sentence: Sentence; readonly why?: never }
  | { readonly sentence?: never; readonly why: string };

/** The sentence that means the same as a text of PromQL. */
export function parseSentence(text: string): ParsedSentence {
  try {
    return { sentence: toSentence(parsePromql(text)) };
  } catch (error) {
    if (error instanceof Unsayable) return { why: error.message };
    if (error instanceof PromqlError) return { why: `it has a mistake. ${error.message}` };
    throw error;
  }
}

/** Found deep within: no sentence can be made. */
class Unsayable extends Error {}

function toSentence(expr: Expr): Sentence {
  const { inner, factor } = takeFactor(bare(expr));
  const { inner: looked, group } = takeGroup(bare(inner));
  return { ...takeLook(bare(looked)), ...(group && { group }), ...(factor && { factor }) };
}

function bare(expr: Expr): Expr {
  return expr.kind === 'parentheses' ? bare(expr.expr) : expr;
}

function takeFactor(expr: Expr): { inner: Expr; factor?: Sentence['factor'] } {
  if (expr.kind !== 'binary') return { inner: expr };
  const { op } = expr;
  const [left, right] = [numberOf(expr.left), numberOf(expr.right)];
  if (op === '*' && left !== undefined) return { inner: expr.right, factor: { op, by: left } };
  if ((op === '*' || op === '/') && right !== undefined) return { inner: expr.left, factor: { op, by: right } };
  throw new Unsayable(`it joins two parts with “${op}”, and a sentence only multiplies or divides by a number.`);
}

function takeGroup(expr: Expr): { inner: Expr; group?: SentenceGroup } {
  if (expr.kind !== 'aggregation') return { inner: expr };
  const { op, grouping: labels, isWithout } = expr;
  const known = groupOf(op);
  if (!known) throw new Unsayable(`it groups with ${op}, for which a sentence has no words.`);
  if (!known.takes) return { inner: expr.expr, group: { op, labels, isWithout } };
  return { inner: expr.expr, group: { op, param: paramOf(expr), labels, isWithout } };
}

function paramOf({ op, param }: Aggregation): number {
  const value = param && numberOf(param);
  if (value === undefined) throw new Unsayable(`the number of ${op} is itself a query.`);
  return value;
}

function takeLook(expr: Expr): Pick<Sentence, 'look' | 'quantile' | 'metric' | 'where' | 'windowMs'> {
  if (expr.kind === 'selector') return { look: 'value', ...takeSelector(expr) };
  if (expr.kind !== 'call') throw new Unsayable(NOT_SAID[expr.kind] ?? 'it nests more than a sentence can say.');
  const { name, args } = expr;
  const look = lookOf(name);
  if (!look || name === 'value') throw new Unsayable(`it uses ${name}, for which a sentence has no words.`);
  const [first, last] = [args[0]!, bare(args.at(-1)!)];
  if (last.kind !== 'matrix') throw new Unsayable('it looks over a window of answers, a subquery.');
  const quantile = look.takes ? numberOf(first) : undefined;
  if (look.takes && quantile === undefined) throw new Unsayable('its quantile is itself a query.');
  const looked = { look: name, ...takeSelector(last.selector), windowMs: last.rangeMs };
  return quantile === undefined ? looked : { ...looked, quantile };
}

const NOT_SAID: Partial<Record<Expr['kind'], string>> = {
  number: 'it is a number alone.',
  string: 'it is a text.',
  unary: 'it turns the sign of a query.',
  aggregation: 'it groups twice.',
  binary: 'it counts within a group or a function.',
  matrix: 'it is a range of readings, which must be given to a function.',
};

function takeSelector({ matchers, offsetMs, at }: VectorSelector): Pick<Sentence, 'metric' | 'where'> {
  if (offsetMs !== 0 || at !== undefined) throw new Unsayable('it looks at another time, with offset or @.');
  const named = matchers.filter(({ label }) => label === METRIC_LABEL);
  if (named.length !== 1 || named[0]!.op !== '=') throw new Unsayable('it does not name one metric.');
  return { metric: named[0]!.value, where: matchers.filter(({ label }) => label !== METRIC_LABEL) };
}

function numberOf(expr: Expr): number | undefined {
  const one = bare(expr);
  if (one.kind === 'number') return Number.isFinite(one.value) ? one.value : undefined;
  if (one.kind !== 'unary') return undefined;
  const value = numberOf(one.expr);
  return value === undefined || one.op === '+' ? value : -value;
}
