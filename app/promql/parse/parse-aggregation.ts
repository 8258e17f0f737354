import { AGGREGATIONS } from '../aggregations-table.ts';
import type { Aggregation, Expr, Span } from '../ast.ts';
import { PromqlError } from '../promql-error.ts';
import { describeType, exampleCall } from './describe-type.ts';
import { parseArgs } from './parse-args.ts';
import { parseLabelList } from './parse-label-list.ts';
import type { Parsing } from './parsing.ts';
import type { TokenCursor } from './token-cursor.ts';

/** Reads an aggregation with `by` or `without` before or behind its arguments. Throws a PromqlError. */
export function parseAggregation(parsing: Parsing): Aggregation {
  const { tokens } = parsing;
  const first = tokens.next();
  const op = first.text.toLowerCase();
  const before = parseGrouping(tokens);
  const { args, to } = parseArgs(parsing);
  const behind = before ? undefined : parseGrouping(tokens);
  if (/^(by|without)$/.test(tokens.peekWord())) throw new PromqlError('by or without stands here once.', tokens.peek());
  const span = { from: first.from, to: behind?.to ?? to };
  const { isWithout, labels } = before ?? behind ?? { isWithout: false, labels: [] };
  return { kind: 'aggregation', type: 'vector', op, ...requireArgs(op, args, span), grouping: labels, isWithout, span };
}

function parseGrouping(tokens: TokenCursor) {
  const word = tokens.peekWord();
  if (word !== 'by' && word !== 'without') return undefined;
  tokens.next();
  return { isWithout: word === 'without', ...parseLabelList(tokens, word) };
}

function requireArgs(op: string, args: readonly Expr[], span: Span): { param: Expr | undefined; expr: Expr } {
  const wanted = AGGREGATIONS.get(op)!.param;
  const [param, expr] = wanted ? args : [undefined, args[0]];
  const example = exampleCall(op, wanted ? [wanted, 'vector'] : ['vector']);
  if (!expr || args.length !== (wanted ? 2 : 1))
    throw new PromqlError(
      `${op} takes ${wanted ? '2 arguments' : '1 argument'}: ${example}. Here ${args.length === 1 ? 'is' : 'are'} ${args.length}.`,
      span,
    );
  if (param && param.type !== wanted) throw wrongType(op, wanted!, param, example);
  if (expr.type !== 'vector') throw wrongType(op, 'vector', expr, example);
  return { param, expr };
}

function wrongType(op: string, wanted: 'scalar' | 'string' | 'vector', arg: Expr, example: string): PromqlError {
  return new PromqlError(
    `${op} takes ${describeType(wanted)}${wanted === 'vector' ? '' : ' first'}, such as ${example}; this is ${describeType(arg.type)}.`,
    arg.span,
  );
}
