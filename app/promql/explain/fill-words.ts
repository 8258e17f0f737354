import type { Expr } from '../ast.ts';
import { formatNumber } from '../format/format-number.ts';
import { formatPromql } from '../format/format-promql.ts';
import { sayDuration } from './say-duration.ts';
import type { Words } from './words.ts';

/** Puts arguments into a template: `{1}`, `{1%}` as a share, `{1s}` as seconds, `{1|so}` with words for one that is not there. */
export function fillWords(template: string, argOf: (name: string) => Expr | undefined): Words {
  return template
    .split(/(\{[^}]+\})/)
    .filter(piece => piece !== '')
    .flatMap(piece => {
      const [, name, form = '', otherwise] = /^\{(\w)([%s]?)(?:\|(.*))?\}$/.exec(piece) ?? [];
      if (name === undefined) return [piece];
      const arg = argOf(name);
      return arg ? sayArg(arg, form) : [otherwise ?? ''];
    });
}

function sayArg(arg: Expr, form: string): Words {
  if (arg.kind === 'parentheses') return sayArg(arg.expr, form);
  if (arg.kind === 'string') return [{ code: arg.value === '' ? '""' : arg.value }];
  if (arg.kind !== 'number') return [{ code: formatPromql(arg) }];
  if (form === '%') return [`${formatNumber(Number((arg.value * 100).toPrecision(12)))} %`];
  if (form === 's' && arg.value > 0) return [sayDuration(arg.value * 1000)];
  return [formatNumber(arg.value).replace(/^\+?Inf$/, 'infinity')];
}
