import type { DashboardDefinition, PanelDefinition } from '../definition.ts';
import type { Variable } from '../variables/variable.ts';

/** What a file says of itself, so that a reader of another time knows what it has before it. */
export const BOARD_FORMAT = 'telltale-dashboard';
/** Grows when a reader of before would take a file for something else than it is. */
export const BOARD_SCHEMA = 1;

/** A dashboard as a file holds it. */
export interface BoardFile {
  readonly slug: string;
  readonly definition: DashboardDefinition;
}

/**
 * The fields of a panel in the order in which they are written. A field that is none of these cannot be written; a test
 * holds the list against the schema.
 */
export const PANEL_FIELDS = [
  ...(['id', 'kind', 'title', 'subtitle', 'repeat', 'w', 'h', 'queries', 'unit'] as const),
  ...(['min', 'max', 'maxExpr', 'warn', 'crit', 'isStacked', 'decimals', 'noValue'] as const),
  ...([
    'control',
    'label',
    'value',
    'on',
    'off',
    'step',
    'options',
    'maxChars',
    'sends',
    'confirmExpr',
    'question',
  ] as const),
  ...(['draw', 'measure', 'order', 'sort', 'hasBars', 'isHistogram'] as const),
  ...(['thresholds', 'mappings', 'overrides', 'topics', 'stream', 'name', 'markdown', 'words'] as const),
] as const;

/** The same of a variable. */
export const VARIABLE_FIELDS = ['name', 'label', 'kind', 'query', 'values', 'value', 'isMulti', 'hasAll'] as const;

/**
 * A dashboard as text: the same bytes for the same dashboard on every machine. Fields stand in one order, two spaces deep, and
 * panels one after the other, so that a change of one thing is a change of its lines; nothing in it counts, dates or
 * numbers anything.
 */
export function writeBoardFile({ slug, definition }: BoardFile): string {
  const { title, subtitle, variables, panels } = definition;
  const file = {
    ...{ format: BOARD_FORMAT, schema: BOARD_SCHEMA, slug, title, subtitle },
    variables: variables?.map(orderedVariable),
    panels: panels.map(inOrder),
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** With its fields in the order in which they are written. */
export function orderedVariable(variable: Variable): object {
  const fields: Readonly<Record<string, unknown>> = variable;
  return Object.fromEntries(
    VARIABLE_FIELDS.flatMap(name => (fields[name] === undefined ? [] : [[name, fields[name]]])),
  );
}

function inOrder(panel: PanelDefinition): object {
  const fields: Readonly<Record<string, unknown>> = panel;
  return Object.fromEntries(
    PANEL_FIELDS.flatMap(name => (fields[name] === undefined ? [] : [[name, orderedValue(name, fields[name])]])),
  );
}

function orderedValue(name: string, value: unknown): unknown {
  if (name !== 'queries') return value;
  return (value as readonly { readonly expr: string; readonly legend?: string }[]).map(({ expr, legend }) => ({
    ...{ expr, legend },
  }));
}
