import { METRIC_LABEL } from '../../history/labels/label-postings.ts';
import type { Aggregation, Call, Expr, NumberLiteral, VectorSelector } from '../ast.ts';
import { formatPromql } from '../format/format-promql.ts';
import { groupOf, lookOf, type Sentence, type SentenceGroup } from './sentence.ts';

/** A sentence as PromQL in one line. */
export function writeSentence(sentence: Sentence): string {
  const { group, factor } = sentence;
  const looked = writeLook(sentence);
  const grouped = group ? writeGroup(group, looked) : looked;
  return formatPromql(factor ? writeFactor(factor, grouped) : grouped);
}

/** What is made here stands in no text. */
const NOWHERE = { span: { from: 0, to: 0 } } as const;

function writeLook({ look, quantile = 0, metric, where, windowMs = 0 }: Sentence): Expr {
  const matchers = [{ label: METRIC_LABEL, op: '=' as const, value: metric }, ...where];
  const selector: VectorSelector = {
    ...{ kind: 'selector', type: 'vector', matchers, offsetMs: 0, at: undefined, ...NOWHERE },
  };
  if (look === 'value') return selector;
  const matrix: Expr = { kind: 'matrix', type: 'matrix', selector, rangeMs: windowMs, ...NOWHERE };
  const args = lookOf(look)?.takes ? [number(quantile), matrix] : [matrix];
  return { kind: 'call', type: 'vector', name: look, args, ...NOWHERE } satisfies Call;
}

function writeGroup({ op, param, labels, isWithout }: SentenceGroup, expr: Expr): Expr {
  const taken = groupOf(op)?.takes ? number(param ?? 1) : undefined;
  const made: Aggregation = {
    ...{ kind: 'aggregation', type: 'vector', op, expr, param: taken, grouping: labels, isWithout, ...NOWHERE },
  };
  return made;
}

function writeFactor({ op, by }: NonNullable<Sentence['factor']>, expr: Expr): Expr {
  const [left, right] = op === '*' ? [number(by), expr] : [expr, number(by)];
  return { kind: 'binary', type: 'vector', op, left, right, isBool: false, matching: undefined, ...NOWHERE };
}

function number(value: number): NumberLiteral {
  return { kind: 'number', type: 'scalar', value, ...NOWHERE };
}
