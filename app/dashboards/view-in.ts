import { timeZoneOf } from '../http/time-zone.ts';
import type { BoardSources } from './live.ts';
import type { Dashboard } from './store.ts';
import { type BoardView, requireBoardView } from './view/board-view.ts';

/** How the address of a request wants its dashboard or panel seen. @throws HttpError 400 for a view that cannot be had */
export function viewIn(
  { now, timeZone }: Pick<BoardSources, 'now' | 'timeZone'>,
  { definition: { variables } }: Pick<Dashboard, 'definition'>,
  { request, url }: { readonly request: Request; readonly url: URL },
): BoardView {
  return requireBoardView(url.searchParams, {
    nowMs: now(),
    timeZone: timeZoneOf(request, url, timeZone),
    variables,
  });
}
