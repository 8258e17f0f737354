import { timeScope } from './time-scope.ts';
import type { Variable } from './variable.ts';
import { patternOf, type Scope, type VariableValues } from './variable-values.ts';

/** Of any view: which series are asked for does not depend on it. */
const [SPAN_MS, STEP_MS] = [300_000, 1000];

/** What stands for the variables of a dashboard where it does not matter which value is chosen: within quotes any, elsewhere the first one. */
export function anyValue(variables: readonly Variable[] = []): Scope {
  const own = variables.map(variable => [variable.name, anyOf(variable)] as const);
  return new Map([...timeScope(SPAN_MS, STEP_MS), ...own]);
}

function anyOf(variable: Variable): VariableValues {
  switch (variable.kind) {
    case 'constant':
      return { values: [variable.value] };
    case 'custom':
    case 'interval':
      return { values: variable.values.slice(0, 1), pattern: patternOf(variable) };
    case 'query':
    case 'text':
      return { values: [UNKNOWN], pattern: '.*' };
  }
}

/** No metric of a dashboard, and yet a word that may stand where a metric does. */
const UNKNOWN = '__any';
