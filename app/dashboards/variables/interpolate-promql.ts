import { unquote } from '../../promql/parse/unquote.ts';
import { PromqlError } from '../../promql/promql-error.ts';
import { findReferences, type Reference } from './find-references.ts';
import { scanStrings } from './scan-strings.ts';
import { escapeRegex, patternOf, type Scope, type VariableValues } from './variable-values.ts';

/** What may stand outside of quotes: a name, a number, a length of time. None of them can be more than that. */
const TOKEN = /^(?:[A-Za-z_:][\w:]*|\d{1,15}(?:\.\d{1,15})?|(?:\d{1,6}(?:ms|[smhdwy]))+)$/;

/**
 * Puts the values of variables into a PromQL text. Inside of quotes they are text and nothing else, whatever is in them, and in `=~` and `!~`
 * one of the values; `=` with several becomes `=~`. Outside of quotes only a name, a number or a length of time may stand: a
 * PromqlError says so of all else. What is no variable stays as it is.
 */
export function interpolatePromql(text: string, scope: Scope): string {
  if (!text.includes('$')) return text;
  let written = '';
  for (const stretch of scanStrings(text)) {
    if (stretch.kind === 'comment') continue;
    if (stretch.kind === 'bare') {
      written += replace(stretch.text, scope, bareText);
      continue;
    }
    const references = findReferences(stretch.text).filter(({ name }) => scope.has(name));
    if (references.length === 0) {
      written += stretch.text;
      continue;
    }
    const [before, operator = ''] = splitOperator(written);
    const { isPattern, value } = fillQuoted(stretch.text, references, scope, operator);
    written = before + (isPattern && !operator.includes('~') ? AS_PATTERN[operator] : operator) + quote(value);
  }
  return written;
}

const AS_PATTERN: Readonly<Record<string, string>> = { '=': '=~', '!=': '!~', '': '' };

/** The operator of a matcher at the end of a text, if there is one. */
function splitOperator(text: string): [before: string, operator: string | undefined] {
  const [, before = text, operator] = /^(.*?)(=~|!~|!=|(?<![=<>!])=)\s*$/s.exec(text) ?? [];
  return [before, operator];
}

function fillQuoted(quoted: string, references: readonly Reference[], scope: Scope, operator: string) {
  const isMany = (one: VariableValues) => one.values.length !== 1 || one.pattern !== undefined;
  const isWritten = operator.includes('~');
  const isPattern = isWritten || (operator !== '' && references.some(({ name }) => isMany(scope.get(name)!)));
  const sign = quoted[0]!;
  const literal = (from: number, to: number) => {
    const text = decode(sign + quoted.slice(from, to) + sign);
    return isPattern && !isWritten ? escapeRegex(text) : text;
  };
  let value = '';
  let at = 1;
  for (const reference of references) {
    const filled = scope.get(reference.name)!;
    if (filled.values.length === 0) throw noValue(reference.name);
    value += literal(at, reference.from);
    value += isPattern || reference.format === 'regex' ? patternOf(filled) : filled.values.join('|');
    at = reference.to;
  }
  return { isPattern, value: value + literal(at, quoted.endsWith(sign) ? quoted.length - 1 : quoted.length) };
}

function decode(text: string): string {
  return unquote({ kind: 'string', text, from: 0, to: text.length });
}

function quote(text: string): string {
  return `"${text.replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\r', '\\r')}"`;
}

function bareText(name: string, { values }: VariableValues): string {
  const wrong = values.find(value => !TOKEN.test(value));
  if (values.length === 0) throw noValue(name);
  if (wrong === undefined) return values.join(', ');
  const rule = 'outside of quotes there must be a name, a number or a length of time such as 5m';
  throw new PromqlError(`The value "${wrong.slice(0, 60)}" of $${name} cannot stand here: ${rule}.`);
}

function noValue(name: string): PromqlError {
  return new PromqlError(`There is no value of $${name} to choose yet.`);
}

function replace(text: string, scope: Scope, write: (name: string, values: VariableValues) => string): string {
  let written = '';
  let at = 0;
  for (const { name, from, to } of findReferences(text)) {
    const values = scope.get(name);
    if (!values) continue;
    written += text.slice(at, from) + write(name, values);
    at = to;
  }
  return written + text.slice(at);
}
