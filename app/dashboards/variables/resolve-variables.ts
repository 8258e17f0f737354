import type { History } from '../../history/history.ts';
import { parseSelectorText } from '../../promql/parse/parse-selector-text.ts';
import { PromqlError } from '../../promql/promql-error.ts';
import { interpolatePromql } from './interpolate-promql.ts';
import { parseLabelValues } from './parse-label-values.ts';
import { MAX_VALUES, type Variable } from './variable.ts';
import { escapeRegex, type Scope, type VariableValues } from './variable-values.ts';

/** As addresses name all values of a variable at once. */
export const ALL = '$__all';

/** A variable with what can be chosen of it, and what is. */
export interface ResolvedVariable {
  readonly variable: Variable;
  /** In the order in which they are offered. */
  readonly options: readonly string[];
  /** There are more than can be offered. */
  readonly isMore: boolean;
  readonly isAll: boolean;
  /** What is chosen; of all, all that are offered. */
  readonly values: readonly string[];
  /** Why nothing can be offered, as a sentence. */
  readonly problem: string | undefined;
}

export interface ResolveSources {
  readonly history: Pick<History, 'labelValues'>;
}

/** One after the other, as each may be asked by those before it. `scope` is what the view has by itself. */
export async function resolveVariables(
  { history }: ResolveSources,
  variables: readonly Variable[],
  chosen: ReadonlyMap<string, readonly string[]>,
  scope: Scope,
  signal?: AbortSignal,
): Promise<ResolvedVariable[]> {
  const known = new Map(scope);
  const resolved: ResolvedVariable[] = [];
  for (const variable of variables) {
    const offered = await offer(history, variable, known, signal);
    const one = { variable, ...offered, ...choose(variable, offered.options, chosen.get(variable.name)) };
    resolved.push(one);
    known.set(variable.name, valuesOf(one));
  }
  return resolved;
}

/** What stands for the names of variables in expressions and titles. */
export function scopeOf(resolved: readonly ResolvedVariable[], scope: Scope): Scope {
  return new Map([...scope, ...resolved.map(one => [one.variable.name, valuesOf(one)] as const)]);
}

/** All of a variable that asks for the values of one label without a condition are all that there will ever be: new ones come by themselves. */
function valuesOf({ variable, values, isAll, isMore }: ResolvedVariable): VariableValues {
  if (!isAll) return { values };
  const isOpen = variable.kind === 'query' && (isMore || !variable.query.includes('$'));
  const pattern = isOpen ? '.+' : `(${values.map(escapeRegex).join('|')})`;
  return { values, pattern, told: 'All' };
}

type Offered = Pick<ResolvedVariable, 'options' | 'isMore' | 'problem'>;

async function offer(
  history: ResolveSources['history'],
  variable: Variable,
  scope: Scope,
  signal: AbortSignal | undefined,
): Promise<Offered> {
  const fixed = (options: readonly string[]) => ({ options, isMore: false, problem: undefined });
  switch (variable.kind) {
    case 'query':
      return ask(history, variable.query, scope, signal);
    case 'custom':
    case 'interval':
      return fixed(variable.values);
    case 'text':
      return fixed([]);
    case 'constant':
      return fixed([variable.value]);
  }
}

const byName = new Intl.Collator('en', { numeric: true });

async function ask(
  history: ResolveSources['history'],
  query: string,
  scope: Scope,
  signal: AbortSignal | undefined,
): Promise<Offered> {
  const { label, selector } = parseLabelValues(query)!;
  try {
    const selectors = selector === undefined ? [] : [parseSelectorText(interpolatePromql(selector, scope))];
    const { found, isMore } = await history.labelValues(label, { selectors, limit: MAX_VALUES + 1 }, signal);
    const options = found.toSorted((a, b) => byName.compare(a, b)).slice(0, MAX_VALUES);
    return { options, isMore: isMore || found.length > MAX_VALUES, problem: undefined };
  } catch (error) {
    if (!isOfQuery(error)) throw error;
    return { options: [], isMore: false, problem: error.message };
  }
}

function isOfQuery(error: unknown): error is Error {
  return error instanceof PromqlError || (error instanceof Error && 'code' in error && error.code === 'LABEL_PATTERN');
}

/** What the address says, else what the variable has, else all, else the first. */
function choose(
  variable: Variable,
  options: readonly string[],
  asked: readonly string[] | undefined,
): Pick<ResolvedVariable, 'values' | 'isAll'> {
  if (variable.kind === 'constant') return { values: [variable.value], isAll: false };
  if (variable.kind === 'text') return { values: [asked?.[0] ?? variable.value ?? ''], isAll: false };
  const { isMulti = false, hasAll = false } = variable.kind === 'interval' ? {} : variable;
  const wanted = asked ?? (variable.value === undefined ? undefined : [variable.value].flat());
  if (hasAll && (wanted === undefined || wanted.length === 0 || wanted.includes(ALL)))
    return { values: options, isAll: true };
  const values = (wanted ?? options.slice(0, 1)).filter(value => value !== ALL);
  return { values: isMulti ? values : values.slice(0, 1), isAll: false };
}
