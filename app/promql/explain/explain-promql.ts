import type { Aggregation, Binary, Call, Expr, MatrixSelector, Subquery } from '../ast.ts';
import { formatNumber } from '../format/format-number.ts';
import { fillWords } from './fill-words.ts';
import { AGGREGATION_WORDS, FUNCTION_WORDS } from './function-words.ts';
import { sayBinary } from './say-binary.ts';
import { sayDuration } from './say-duration.ts';
import { sayMoment, saySelector } from './say-selector.ts';
import { type ExplainLine, say, sayAll, textOf, type Words } from './words.ts';

/** Characters of a line that takes in what it speaks of; a longer one has it below. */
const MAX_LINE_LENGTH = 90;

/** Calls in calls that one line takes in. */
const MAX_NESTED = 2;

/** What an expression gives, in words for somebody who does not know PromQL: a line, and below it what that speaks of. */
export function explainPromql(expr: Expr): ExplainLine {
  switch (expr.kind) {
    case 'parentheses':
      return explainPromql(expr.expr);
    case 'aggregation':
      return explainAggregation(expr);
    case 'binary':
      return explainBinary(expr);
    case 'unary':
      return withOperand(say`${expr.op === '-' ? 'the negative of' : 'the same as'}`, expr.expr);
    case 'call':
      return explainCall(expr);
    case 'subquery':
      return explainSubquery(expr);
    case 'selector':
      return { words: say`the newest value of ${saySelector(expr)}`, below: [] };
    default:
      return { words: phraseOf(expr)!, below: [] };
  }
}

/** What can stand inside of a line; undefined for what needs lines of its own. */
function phraseOf(expr: Expr, nested = 0): Words | undefined {
  switch (expr.kind) {
    case 'number':
      return [formatNumber(expr.value).replace('+Inf', 'infinity')];
    case 'string':
      return say`the text ${{ code: expr.value }}`;
    case 'selector':
      return saySelector(expr);
    case 'matrix':
      return sayRange(expr);
    case 'parentheses':
      return phraseOf(expr.expr, nested);
    case 'call':
      return nested < MAX_NESTED ? phraseOfCall(expr, nested) : undefined;
    default:
      return undefined;
  }
}

function sayRange({ selector, rangeMs }: MatrixSelector): Words {
  const what = saySelector({ ...selector, offsetMs: 0, at: undefined });
  // Behind conditions the range would seem to be one of them.
  return say`${what}${what.length > 1 ? ', ' : ' '}over ${sayDuration(rangeMs)}${sayMoment(selector)}`;
}

function phraseOfCall(call: Call, nested: number): Words | undefined {
  const operand = operandOf(call);
  const head = headOf(call);
  if (!operand) return head;
  const phrase = phraseOf(operand, nested + 1);
  const words = phrase && say`${head} ${phrase}`;
  return words && isShort(words) ? words : undefined;
}

/** What the call is of: its series. The other arguments stand in the words before it. */
function operandOf({ args, name }: Call): Expr | undefined {
  return args.find(({ type }) => type === 'vector' || type === 'matrix') ?? (name === 'vector' ? args[0] : undefined);
}

function headOf(call: Call): Words {
  const template = FUNCTION_WORDS[call.name] ?? `${call.name} of`;
  // Of now, where nothing is given: `hour()`.
  const isOfNow = call.args.length === 0 && template.endsWith(' of');
  return fillWords(isOfNow ? `${template} now` : template, name => call.args[Number(name)]);
}

function explainCall(call: Call): ExplainLine {
  const words = phraseOfCall(call, 0);
  const operand = operandOf(call);
  if (words || !operand) return { words: words ?? headOf(call), below: [] };
  return below(headOf(call), [operand]);
}

function explainAggregation({ op, param, expr, grouping, isWithout }: Aggregation): ExplainLine {
  const head = fillWords(AGGREGATION_WORDS[op] ?? op, () => param);
  const group = sayGroup(grouping, isWithout);
  const phrase = phraseOf(expr, MAX_NESTED);
  const words = phrase && say`${head} of ${phrase}${group && say`, ${group}`}`;
  if (words && isShort(words)) return { words, below: [] };
  return below(say`${head}${group && say`, ${group},`} of`, [expr]);
}

function sayGroup(grouping: readonly string[], isWithout: boolean): Words | '' {
  const names = sayAll(grouping.map(code => [{ code }]));
  if (!isWithout) return grouping.length === 0 ? '' : say`for each ${names}`;
  return grouping.length === 0 ? say`for each set of labels` : say`for each set of labels without ${names}`;
}

/** Sides that need lines of their own are called "this", or by their place. */
function explainBinary(binary: Binary): ExplainLine {
  const [l, r] = [phraseOf(binary.left, MAX_NESTED - 1), phraseOf(binary.right, MAX_NESTED - 1)];
  if (l && r) {
    const words = sayBinary(binary, l, r);
    if (isShort(words)) return { words, below: [] };
    return below(sayBinary(binary, ['the first'], ['the second']), [binary.left, binary.right]);
  }
  if (l) return below(sayBinary(binary, l, ['this']), [binary.right]);
  if (r) return below(sayBinary(binary, ['this'], r), [binary.left]);
  return below(sayBinary(binary, ['the first'], ['the second']), [binary.left, binary.right]);
}

function explainSubquery({ expr, rangeMs, stepMs, ...moment }: Subquery): ExplainLine {
  const every = stepMs === undefined ? '' : `, every ${sayDuration(stepMs).replace(/^1 (?=\w+$)/, '')}`;
  return below(say`over ${sayDuration(rangeMs)}${every}${sayMoment(moment)}`, [expr]);
}

function withOperand(head: Words, operand: Expr): ExplainLine {
  const phrase = phraseOf(operand);
  return phrase ? { words: say`${head} ${phrase}`, below: [] } : below(head, [operand]);
}

function below(words: Words, exprs: readonly Expr[]): ExplainLine {
  const isClosed = textOf(words).endsWith(':');
  return { words: isClosed ? words : say`${words}:`, below: exprs.map(explainPromql) };
}

function isShort(words: Words): boolean {
  return textOf(words).length <= MAX_LINE_LENGTH;
}
