import { timeZoneOf } from '../../http/time-zone.ts';
import type { BoardSources } from '../live.ts';
import type { Dashboard } from '../store.ts';
import { type BoardView, parseBoardView } from '../view/board-view.ts';

/** The view that the address of a form asks for; where it cannot be had, the usual one. */
export function viewOrUsual(
  { definition: { variables } }: Dashboard,
  { request, url }: { readonly request: Request; readonly url: URL },
  sources: Pick<BoardSources, 'now' | 'timeZone'>,
): BoardView {
  const timeZone = timeZoneOf(request, url, sources.timeZone);
  return parseBoardView(url.searchParams, { nowMs: sources.now(), timeZone, variables }).view;
}
