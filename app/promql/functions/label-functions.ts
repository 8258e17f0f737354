import { RE2JS } from 're2js';
import { MAX_PATTERN_LENGTH } from '../../history/labels/regex-predicate.ts';
import type { Args, PromqlFunction } from '../eval/call.ts';
import type { LabelSet } from '../eval/label-set.ts';
import { uniqueLabels } from '../eval/unique-labels.ts';
import type { VectorValue } from '../eval/value.ts';
import { PromqlError } from '../promql-error.ts';
import { expandTemplate } from './expand-template.ts';

/** Functions that give elements other labels. */
export const labelFunctions: Readonly<Record<string, PromqlFunction>> = {
  async label_join(args) {
    const vector = await args.vector(0);
    const [into, separator] = [await args.text(1), await args.text(2)];
    requireLabel(into, args);
    const from: string[] = [];
    for (let at = 3; at < args.count; at++) from.push(await args.text(at));
    return relabel(vector, labels => labels.with(into, from.map(name => labels.get(name)).join(separator)));
  },
  async label_replace(args) {
    const vector = await args.vector(0);
    const [into, replacement, from] = [await args.text(1), await args.text(2), await args.text(3)];
    const pattern = compile(await args.text(4));
    requireLabel(into, args);
    return relabel(vector, labels => {
      const matcher = pattern.matcher(labels.get(from));
      return matcher.matches() ? labels.with(into, expandTemplate(replacement, matcher)) : labels;
    });
  },
};

function requireLabel(into: string, { call }: Args): void {
  if (into === '') throw new PromqlError(`${call.name} needs the name of a label to write to.`, call.args[1]!.span);
}

function compile(pattern: string): RE2JS {
  if (pattern.length > MAX_PATTERN_LENGTH)
    throw new PromqlError(`A regular expression may have ${MAX_PATTERN_LENGTH} characters.`);
  try {
    return RE2JS.compile(pattern, RE2JS.DOTALL);
  } catch (cause) {
    throw new PromqlError(`${pattern} is no regular expression of RE2: ${(cause as Error).message}`);
  }
}

function relabel({ series }: VectorValue, relabelOne: (labels: LabelSet) => LabelSet): VectorValue {
  const columns = series.map(column => ({ ...column, labels: relabelOne(column.labels) }));
  return { kind: 'vector', series: uniqueLabels(columns) };
}
