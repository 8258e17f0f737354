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

/** Texts that are made count as the numbers for which there would be room. */
const BYTES_OF_SAMPLE = 16;

/** Functions that give elements other labels. */
export const labelFunctions: Readonly<Record<string, PromqlFunction>> = {
  async label_join(args) {
    const vector = await args.vector(0);
    const [into, separator] = [await args.text(1), await args.text(2)];
    const from: string[] = [];
    for (let at = 3; at < args.count; at++) from.push(await args.text(at));
    return relabel(args, vector, labels =>
      labels.with(into, requireShort(from.map(name => labels.get(name)).join(separator))),
    );
  },
  async label_replace(args) {
    const vector = await args.vector(0);
    const [into, replacement, from] = [await args.text(1), await args.text(2), await args.text(3)];
    const pattern = compile(await args.text(4));
    if (into === '') throw new PromqlError('label_replace needs the name of a label to write to.', args.expr(1).span);
    return relabel(args, vector, labels => {
      const matcher = pattern.matcher(labels.get(from));
      return matcher.matches() ? labels.with(into, requireShort(expandTemplate(replacement, matcher))) : labels;
    });
  },
};

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
    const labels = relabelOne(column.labels);
    if (labels !== column.labels) evaluation.count(labels.key.length / BYTES_OF_SAMPLE);
    columns.push({ ...column, labels });
    evaluation.requireWanted();
    await evaluation.options.giveTurn();
  }
  return { kind: 'vector', series: uniqueLabels(columns) };
}
