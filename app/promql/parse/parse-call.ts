import { AGGREGATIONS } from '../aggregations-table.ts';
import type { Call, Expr, Span } from '../ast.ts';
import { FUNCTIONS, type PromqlFunction } from '../functions-table.ts';
import { PromqlError } from '../promql-error.ts';
import { describeType, exampleCall } from './describe-type.ts';
import { nearestName } from './nearest-name.ts';
import { parseArgs } from './parse-args.ts';
import type { Parsing } from './parsing.ts';
import type { Token } from './token.ts';

/** Reads a call of a function, and checks its arguments. Throws a PromqlError. */
export function parseCall(parsing: Parsing): Call {
  const token = parsing.tokens.next();
  const name = token.text;
  const known = requireFunction(token);
  const { args, to } = parseArgs(parsing);
  const span = { from: token.from, to };
  checkCount(name, known, args, span);
  args.forEach((arg, index) => {
    checkType(name, known, arg, index);
  });
  return { kind: 'call', type: known.result, name, args, span };
}

function requireFunction(token: Token): PromqlFunction {
  const known = FUNCTIONS.get(token.text);
  if (!known) throw unknownFunction(token);
  if (known.isExperimental)
    throw new PromqlError(`${token.text} is experimental in Prometheus, and not offered here.`, token);
  return known;
}

function unknownFunction(token: Token): PromqlError {
  const stable = [...FUNCTIONS.keys()].filter(name => !FUNCTIONS.get(name)!.isExperimental);
  const suggestion = nearestName(token.text, [...stable, ...AGGREGATIONS.keys()]);
  const hint = suggestion ? ` Did you mean ${suggestion}?` : '';
  return new PromqlError(`There is no function ${token.text}.${hint}`, token, { suggestion });
}

function checkCount(name: string, known: PromqlFunction, args: readonly Expr[], span: Span): void {
  const most = known.isRepeated ? Number.POSITIVE_INFINITY : known.args.length;
  const least = known.args.length - known.optional;
  if (args.length >= least && args.length <= most) return;
  const count = describeCount(least, most);
  throw new PromqlError(
    `${name} takes ${count}: ${exampleCall(name, known.args)}. Here ${args.length === 1 ? 'is' : 'are'} ${args.length}.`,
    span,
  );
}

function describeCount(least: number, most: number): string {
  if (most === Number.POSITIVE_INFINITY) return `${least} arguments or more`;
  if (least !== most) return least === 0 ? `${most} argument or none` : `${least} or ${most} arguments`;
  return most === 0 ? 'no arguments' : `${most} ${most === 1 ? 'argument' : 'arguments'}`;
}

function checkType(name: string, known: PromqlFunction, arg: Expr, index: number): void {
  const wanted = known.args[Math.min(index, known.args.length - 1)]!;
  if (arg.type === wanted) return;
  const place = known.args.length > 1 ? ` as argument ${index + 1}` : '';
  throw new PromqlError(
    `${name} takes ${describeType(wanted)}${place}, such as ${exampleCall(name, known.args)}; this is ${describeType(arg.type)}.`,
    arg.span,
  );
}
