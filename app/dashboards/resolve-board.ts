import type { DashboardDefinition } from './definition.ts';
import { expandPanels, type ShownPanel } from './variables/expand-panels.ts';
import {
  type ResolvedVariable,
  type ResolveSources,
  resolveVariables,
  scopeOf,
} from './variables/resolve-variables.ts';
import { timeScope } from './variables/time-scope.ts';
import type { BoardView } from './view/board-view.ts';

export interface ResolveOptions {
  readonly definition: Pick<DashboardDefinition, 'panels' | 'variables'>;
  readonly view: BoardView;
}

/** A dashboard as it is looked at in a view. */
export interface ResolvedBoard {
  readonly variables: readonly ResolvedVariable[];
  /** With values in the place of variables, and repeated ones once for each value. */
  readonly shown: readonly ShownPanel[];
}

/** Asks for the values of a dashboard's variables, and puts those that the view has chosen into its panels. */
export async function resolveBoard(
  sources: ResolveSources,
  { definition, view }: ResolveOptions,
  signal?: AbortSignal,
): Promise<ResolvedBoard> {
  const { variables = [], panels } = definition;
  const { spanMs, stepMs } = view.range;
  const time = timeScope(spanMs, stepMs);
  const resolved = await resolveVariables(sources, variables, view.chosen, time, signal);
  return { variables: resolved, shown: expandPanels(panels, scopeOf(resolved, time)) };
}
