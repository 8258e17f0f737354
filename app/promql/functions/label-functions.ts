import { RE2JS } from 're2js';
import { MAX_PATTERN_LENGTH, MAX_PROGRAM_SIZE } from '../../history/labels/regex-predicate.ts';
import type { Args, PromqlFunction } from '../eval/call.ts';
import type { LabelSet } from '../eval/label-set.ts';
import { uniqueLabels } from '../eval/unique-labels.ts';
import type { Column, VectorValue } from '../eval/value.ts';
import { PromqlError } from '../promql-error.ts';
import { expandTemplate } from './expand-template.ts';

/** Characters of a value that a function writes: some that call each other could double it without end. */
const MAX_VALUE_LENGTH = 10_000;

/** Functions that give elements other labels. */
export const labelFunctions: Readonly<Record<string, PromqlFunction>> = {
  async label_join(args) {
    const vector = await args.vector(0);
    const [into, separator] = [await args.text(1), await args.text(2)];
    requireLabel(into, args);
    const from: string[] = [];
    for (let at = 3; at < args.count; at++) from.push(await args.text(at));
    return relabel(args, vector, labels =>
      labels.with(into, requireShort(from.map(name => labels.get(name)).join(separator))),
    );
  },
  async label_replace(args) {
    const vector = await args.vector(0);
    const [into, replacement, from] = [await args.text(1), await args.text(2), await args.text(3)];
    const replace = createReplace(await args.text(4), replacement);
    requireLabel(into, args);
    return relabel(args, vector, labels => {
      const value = replace(labels.get(from));
      return value === undefined ? labels : labels.with(into, value);
    });
  },
};

function requireLabel(into: string, { call }: Args): void {
  if (into === '') throw new PromqlError(`${call.name} needs the name of a label to write to.`, call.args[1]!.span);
}

/** What is written in place of a value; undefined where the pattern does not match all of it. Each value is looked at once. */
function createReplace(pattern: string, replacement: string): (value: string) => string | undefined {
  const regex = compile(pattern);
  const known = new Map<string, string | undefined>();
  return value => {
    if (known.has(value)) return known.get(value);
    const matcher = regex.matcher(value);
    const replaced = matcher.matches() ? requireShort(expandTemplate(replacement, matcher)) : undefined;
    known.set(value, replaced);
    return replaced;
  };
}

function compile(pattern: string): RE2JS {
  if (pattern.length > MAX_PATTERN_LENGTH)
    throw new PromqlError(`A regular expression may have ${MAX_PATTERN_LENGTH} characters.`);
  const regex = compileRe2(pattern);
  if (regex.programSize() > MAX_PROGRAM_SIZE)
    throw new PromqlError(`The regular expression ${pattern} repeats too much: write smaller numbers in its braces.`);
  return regex;
}

function compileRe2(pattern: string): RE2JS {
  try {
    return RE2JS.compile(pattern, RE2JS.DOTALL);
  } catch (cause) {
    throw new PromqlError(`${pattern} is no regular expression of RE2: ${(cause as Error).message}`);
  }
}

function requireShort(value: string): string {
  if (value.length <= MAX_VALUE_LENGTH) return value;
  throw new PromqlError(`The value of a label may get ${MAX_VALUE_LENGTH} characters, and would have more.`);
}

async function relabel(
  { evaluation }: Args,
  { series }: VectorValue,
  relabelOne: (labels: LabelSet) => LabelSet,
): Promise<VectorValue> {
  const columns: Column[] = [];
  for (const column of series) {
    columns.push({ ...column, labels: relabelOne(column.labels) });
    const turn = evaluation.options.giveTurn();
    if (turn) await turn;
  }
  return { kind: 'vector', series: await uniqueLabels(evaluation, columns) };
}
