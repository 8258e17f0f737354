import { HttpError } from '../../http/http-error.ts';
import type { PanelOf } from '../definition.ts';
import { resolveBoard } from '../resolve-board.ts';
import type { Dashboard } from '../store.ts';
import { targetVariables } from '../variables/fill-control.ts';
import type { ResolvedVariable, ResolveSources } from '../variables/resolve-variables.ts';
import { requireBoardView } from '../view/board-view.ts';

export interface FindControlSources extends ResolveSources {
  readonly now: () => number;
}

/**
 * The control that an address means, with the values of variables in what it sends: `?var-room=hall`. Only values that are offered count,
 * so that nobody is led to press what the dashboard has not. @throws HttpError
 */
export async function findControl(
  { history, now }: FindControlSources,
  board: Dashboard | undefined,
  { slug, panel: id }: { readonly slug: string; readonly panel: string },
  query: URLSearchParams,
  signal: AbortSignal,
): Promise<PanelOf<'control'>> {
  const panel = board?.definition.panels.find(each => each.id === id);
  if (!board || panel?.kind !== 'control')
    throw new HttpError(404, `There is no control "${id}" on a dashboard "${slug}". Load the dashboard anew.`);
  const { variables } = board.definition;
  if (!variables) return panel;
  const view = requireBoardView(query, { nowMs: now(), timeZone: 'UTC', variables });
  const resolved = await resolveBoard({ history }, { definition: { panels: [panel], variables }, view }, signal);
  const named = new Set([...targetVariables(panel), panel.repeat]);
  for (const one of resolved.variables) if (named.has(one.variable.name)) refuseStrangers(one);
  const [first, ...more] = resolved.shown;
  if (more.length > 0)
    throw new HttpError(
      422,
      `There is one such control for each ${panel.repeat}: say which, with ?var-${panel.repeat}=.`,
    );
  if (first!.problem !== undefined) throw new HttpError(422, first!.problem);
  return first!.panel as PanelOf<'control'>;
}

/** A text is whatever is written. */
function refuseStrangers({ variable, values, options }: ResolvedVariable): void {
  const stranger = values.find(value => !options.includes(value));
  if (stranger === undefined || variable.kind === 'text') return;
  throw new HttpError(
    422,
    `There is no ${variable.name} “${stranger.slice(0, 60)}” to choose. Load the dashboard anew.`,
  );
}
