import type { Expr } from '../ast.ts';
import { PromqlError } from '../promql-error.ts';
import type { Parsing } from './parsing.ts';

/** Reads `(a, b)`; `to` is where it ends. Throws a PromqlError for a comma behind the last one. */
export function parseArgs(parsing: Parsing): { args: readonly Expr[]; to: number } {
  const { tokens } = parsing;
  tokens.require('(');
  const args: Expr[] = [];
  while (tokens.peek().text !== ')') {
    args.push(parsing.parseExpr());
    if (tokens.peek().text === ')') break;
    const comma = tokens.require(',', 'an operator, a comma or ")"');
    if (tokens.peek().text === ')') throw new PromqlError('An argument is missing behind this comma.', comma);
  }
  return { args, to: tokens.next().to };
}
