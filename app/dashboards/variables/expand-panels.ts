import { createHash } from 'node:crypto';
import { PromqlError } from '../../promql/promql-error.ts';
import type { PanelDefinition, Query } from '../definition.ts';
import { fillControl } from './fill-control.ts';
import { interpolatePromql } from './interpolate-promql.ts';
import { interpolateText } from './interpolate-text.ts';
import type { Scope, VariableValues } from './variable-values.ts';

/** Panels that one panel becomes. */
export const MAX_REPEATS = 50;
/** Of a whole dashboard. */
export const MAX_SHOWN_PANELS = 300;

/** A panel as it is shown. */
export interface ShownPanel {
  readonly panel: PanelDefinition;
  /** Why the values cannot stand in its queries, as a sentence: then it has none. */
  readonly problem: string | undefined;
  /** The panel of the dashboard that it is. */
  readonly source: string;
  /** Which one of its repeats, from 0. */
  readonly nth: number;
  /** What stands in it for each variable, its own value where it is one of several. */
  readonly scope: Scope;
}

/** The panels of a dashboard as they are shown: one for each value where they are repeated, with values in the place of variables. */
export function expandPanels(panels: readonly PanelDefinition[], scope: Scope): ShownPanel[] {
  return panels
    .flatMap(panel =>
      repeatsOf(panel, scope).map(({ panel: one, scope: own }, nth) => ({
        ...show(one, own),
        source: panel.id,
        nth,
        scope: own,
      })),
    )
    .slice(0, MAX_SHOWN_PANELS);
}

function show(panel: PanelDefinition, scope: Scope): Pick<ShownPanel, 'panel' | 'problem'> {
  const told = tell(panel, scope);
  try {
    if (told.kind === 'control') return { panel: fillControl(told, scope), problem: undefined };
    if (!('queries' in told)) return { panel: told, problem: undefined };
    const queries = told.queries.map(query => fillQuery(query, scope));
    const maxExpr = 'maxExpr' in told && told.maxExpr ? { maxExpr: interpolatePromql(told.maxExpr, scope) } : {};
    return { panel: { ...told, ...maxExpr, queries }, problem: undefined };
  } catch (error) {
    if (error instanceof PromqlError) return { panel: told, problem: error.message };
    throw error;
  }
}

function repeatsOf(panel: PanelDefinition, scope: Scope): { panel: PanelDefinition; scope: Scope }[] {
  const { repeat, ...once } = panel;
  const repeated = repeat === undefined ? undefined : scope.get(repeat);
  if (repeated === undefined || repeated.values.length === 0) return [{ panel: once, scope }];
  return repeated.values.slice(0, MAX_REPEATS).map(value => {
    const own: VariableValues = { values: [value] };
    return { panel: { ...once, id: repeatId(panel.id, value) }, scope: new Map([...scope, [repeat!, own]]) };
  });
}

const ID_CHARS = 50;

/** The same for the same value, wherever it stands among the others. */
function repeatId(id: string, value: string): string {
  const short = createHash('sha256').update(value).digest('hex').slice(0, 10);
  return `${id.slice(0, ID_CHARS)}-${short}`;
}

/** With values in all that is read by people, and in names of what it shows. */
function tell<P extends PanelDefinition>(panel: P, scope: Scope): P {
  const text = (one: string) => interpolateText(one, scope);
  return {
    ...panel,
    title: text(panel.title),
    ...(panel.subtitle !== undefined && { subtitle: text(panel.subtitle) }),
    ...('stream' in panel && { stream: text(panel.stream) }),
    ...('name' in panel && { name: text(panel.name) }),
  };
}

function fillQuery({ expr, legend, ...query }: Query, scope: Scope): Query {
  return {
    ...query,
    expr: interpolatePromql(expr, scope),
    ...(legend !== undefined && { legend: interpolateText(legend, scope) }),
  };
}
