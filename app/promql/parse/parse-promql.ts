import type { Expr } from '../ast.ts';
import { PromqlError } from '../promql-error.ts';
import { checkBrackets } from './check-brackets.ts';
import { checkDepth, MAX_DEPTH, tooDeep } from './check-depth.ts';
import { parseOperation } from './parse-operation.ts';
import type { Parsing } from './parsing.ts';
import { scanTokens } from './scan-tokens.ts';
import type { Token } from './token.ts';
import { createTokenCursor } from './token-cursor.ts';
import { unexpected } from './unexpected.ts';

/** Characters; generated expressions of hundreds of alternatives fit. */
export const MAX_TEXT_LENGTH = 100_000;

/**
 * Reads a PromQL expression as Prometheus 3 does, and checks its types: what comes back can be evaluated. Experimental syntax and
 * functions are refused. Throws a PromqlError with a sentence and the place for all else.
 */
export function parsePromql(text: string): Expr {
  if (text.length > MAX_TEXT_LENGTH)
    throw new PromqlError(
      `An expression may have ${MAX_TEXT_LENGTH} characters; this one has ${text.length}. Take it apart.`,
      { from: MAX_TEXT_LENGTH, to: text.length },
    );
  const tokens = scanTokens(text);
  if (tokens.length === 1) throw new PromqlError('The expression is empty.', tokens[0]!);
  checkBrackets(tokens);
  const expr = parseAll(tokens);
  checkDepth(expr);
  return expr;
}

function parseAll(tokens: readonly Token[]): Expr {
  const parsing = createParsing(tokens);
  const expr = parsing.parseExpr();
  const rest = parsing.tokens.peek();
  if (rest.kind !== 'end') throw unexpected(rest, 'an operator or the end');
  return expr;
}

/** The parts of the parser call each other through this, and it counts how deep they are. */
function createParsing(tokens: readonly Token[]): Parsing {
  let depth = 0;
  const parsing: Parsing = {
    tokens: createTokenCursor(tokens),
    parseExpr(minPower = 0) {
      if (++depth > MAX_DEPTH) throw tooDeep(parsing.tokens.peek());
      const expr = parseOperation(parsing, minPower);
      depth--;
      return expr;
    },
  };
  return parsing;
}
