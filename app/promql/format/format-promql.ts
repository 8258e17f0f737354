import { METRIC_LABEL } from '../../history/labels/label-postings.ts';
import type { Aggregation, Binary, Expr, Matching, Subquery, VectorSelector } from '../ast.ts';
import { RESERVED_WORDS } from '../reserved-words.ts';
import { formatDuration } from './format-duration.ts';
import { formatNumber } from './format-number.ts';
import { quoteText } from './quote-text.ts';

const METRIC = /^[a-zA-Z_:][\w:]*$/;
const LABEL = /^[a-zA-Z_]\w*$/;

/**
 * An expression as text in one line, as Prometheus writes it: matchers sorted, `offset` behind `@`, groupings before their arguments.
 * Reading it again gives the same expression. Durations that stood for numbers come as numbers.
 */
export function formatPromql(expr: Expr): string {
  switch (expr.kind) {
    case 'number':
      return formatNumber(expr.value);
    case 'string':
      return quoteText(expr.value);
    case 'selector':
      return formatSelector(expr) + formatMoment(expr);
    case 'matrix':
      return `${formatSelector(expr.selector)}[${formatDuration(expr.rangeMs)}]${formatMoment(expr.selector)}`;
    case 'subquery':
      return formatSubquery(expr);
    case 'call':
      return `${expr.name}(${expr.args.map(formatPromql).join(', ')})`;
    case 'aggregation':
      return formatAggregation(expr);
    case 'binary':
      return formatBinary(expr);
    case 'unary':
      return expr.op + formatPromql(expr.expr);
    case 'parentheses':
      return `(${formatPromql(expr.expr)})`;
  }
}

function formatSelector({ matchers }: VectorSelector): string {
  const named = matchers.filter(({ label }) => label === METRIC_LABEL);
  const metric = named.length === 1 && isPlainMetric(named[0]!) ? named[0] : undefined;
  const conditions = matchers
    .filter(matcher => matcher !== metric)
    .map(({ label, op, value }) => formatLabel(label) + op + quoteText(value));
  const braces = conditions.length > 0 ? `{${conditions.sort().join(',')}}` : '';
  return (metric?.value ?? '') + braces;
}

function isPlainMetric({ op, value }: { op: string; value: string }): boolean {
  return op === '=' && METRIC.test(value) && !RESERVED_WORDS.has(value.toLowerCase());
}

function formatMoment({ at, offsetMs }: Pick<VectorSelector, 'at' | 'offsetMs'>): string {
  const atText = at === undefined ? '' : ` @ ${typeof at === 'number' ? (at / 1000).toFixed(3) : `${at}()`}`;
  const sign = offsetMs < 0 ? '-' : '';
  return atText + (offsetMs === 0 ? '' : ` offset ${sign}${formatDuration(Math.abs(offsetMs))}`);
}

function formatSubquery(subquery: Subquery): string {
  const step = subquery.stepMs === undefined ? '' : formatDuration(subquery.stepMs);
  return `${formatPromql(subquery.expr)}[${formatDuration(subquery.rangeMs)}:${step}]${formatMoment(subquery)}`;
}

function formatAggregation({ op, param, expr, grouping, isWithout }: Aggregation): string {
  const isGrouped = isWithout || grouping.length > 0;
  const by = isGrouped ? ` ${isWithout ? 'without' : 'by'} ${formatLabels(grouping)} ` : '';
  return `${op}${by}(${param ? `${formatPromql(param)}, ` : ''}${formatPromql(expr)})`;
}

function formatBinary({ op, left, right, isBool, matching }: Binary): string {
  const modifiers = (isBool ? ' bool' : '') + (matching ? formatMatching(matching) : '');
  // A sign in front of ^ would be one of the power: +Inf ^ 2 is +(Inf ^ 2).
  const leftText = op === '^' ? formatPromql(left).replace(/^\+/, '') : formatPromql(left);
  return `${leftText} ${op}${modifiers} ${formatPromql(right)}`;
}

function formatMatching({ cardinality, labels, isOn, include }: Matching): string {
  const side = { 'many-to-one': 'left', 'one-to-many': 'right', 'one-to-one': '', 'many-to-many': '' }[cardinality];
  if (labels.length === 0 && !isOn && !side) return '';
  const group = side ? ` group_${side} ${formatLabels(include)}` : '';
  return ` ${isOn ? 'on' : 'ignoring'} ${formatLabels(labels)}${group}`;
}

function formatLabels(labels: readonly string[]): string {
  return `(${labels.map(formatLabel).join(', ')})`;
}

function formatLabel(label: string): string {
  return LABEL.test(label) ? label : quoteText(label);
}
