import type { Expr } from '../ast.ts';
import { PromqlError } from '../promql-error.ts';
import { parseModifiers } from './parse-modifiers.ts';
import { parsePostfix } from './parse-postfix.ts';
import type { Parsing } from './parsing.ts';
import { toBinary } from './to-binary.ts';
import { toUnary } from './to-unary.ts';
import type { Token } from './token.ts';
import type { TokenCursor } from './token-cursor.ts';

/** What binds more has more. A sign binds as `*` does: -1^2 is -(1^2). */
const POWERS: ReadonlyMap<string, number> = new Map(
  [['or'], ['and', 'unless'], ['==', '!=', '<', '<=', '>', '>='], ['+', '-'], ['*', '/', '%', 'atan2'], ['^']].flatMap(
    (operators, power) => operators.map(operator => [operator, power + 1] as const),
  ),
);
const HIGHEST_POWER = POWERS.get('^')!;

/** Reads operands and the operators between them, down to those of `minPower`. */
export function parseOperation(parsing: Parsing, minPower: number): Expr {
  const { tokens } = parsing;
  let left = parseOperand(parsing);
  for (let power = peekPower(tokens); power >= minPower && power > 0; power = peekPower(tokens)) {
    const operator = tokens.next();
    const modifiers = parseModifiers(tokens);
    // Only ^ goes from right to left.
    const right = parsing.parseExpr(power === HIGHEST_POWER ? power : power + 1);
    left = toBinary(left, operator, modifiers, right);
  }
  return left;
}

function parseOperand(parsing: Parsing): Expr {
  const sign = parsing.tokens.accept('-') ?? parsing.tokens.accept('+');
  return sign ? toUnary(sign, parsing.parseExpr(HIGHEST_POWER)) : parsePostfix(parsing);
}

/** 0 where no operator comes next. */
function peekPower(tokens: TokenCursor): number {
  const token = tokens.peek();
  checkOperator(token);
  return POWERS.get(token.kind === 'name' ? tokens.peekWord() : token.text) ?? 0;
}

function checkOperator(token: Token): void {
  if (token.text === '=') throw new PromqlError('Two expressions are compared by ==, not by =.', token);
  if (token.text === '=~' || token.text === '!~')
    throw new PromqlError(`${token.text} compares labels, between { and } only.`, token);
  if (token.text === '</' || token.text === '>/')
    throw new PromqlError(`${token.text} trims native histograms, which are not kept here.`, token);
}
