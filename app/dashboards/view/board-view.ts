import { HttpError } from '../../http/http-error.ts';
import { DEFAULT_RANGE, type Range } from '../range.ts';
import { parseRange, type RangeContext } from './parse-range.ts';
import { rangeQuery } from './range-query.ts';

/** How somebody looks at a dashboard: all that its address says, beside which dashboard it is. */
export interface BoardView {
  readonly range: Range;
  /** What the address says of variables; of the others their default counts. */
  readonly chosen: ReadonlyMap<string, readonly string[]>;
  /** IANA name; clock times are told in it. */
  readonly timeZone: string;
  /** The same for all who look alike, who share a screen. */
  readonly name: string;
  /** As an address has it, for links that keep the view. */
  readonly query: Readonly<Record<string, string | readonly string[]>>;
}

export interface BoardViewContext extends RangeContext {
  /** Of the dashboard. What an address says of others is left out, so that nobody can make screens without end. */
  readonly variables?: readonly { readonly name: string }[] | undefined;
}

/** Of one variable in an address. */
const MAX_VALUES = 50;
const MAX_VALUE_CHARS = 1000;

/** A view without choices: what pages have that are no dashboards. */
export function boardView(range: Range, timeZone: string, chosen: BoardView['chosen'] = new Map()): BoardView {
  const values = Object.fromEntries([...chosen].map(([name, list]) => [`var-${name}`, list]));
  const query = { ...rangeQuery(range), ...values };
  return { range, chosen, timeZone, name: JSON.stringify([range.name, timeZone, ...[...chosen].sort()]), query };
}

/**
 * The view that an address asks for. Where it cannot be had, `problem` says why in a sentence, and the view is one with
 * the default in its place.
 */
export function parseBoardView(
  query: URLSearchParams,
  context: BoardViewContext,
): { readonly view: BoardView; readonly problem?: string } {
  const range = parseRange(query, context);
  const chosen = new Map<string, readonly string[]>();
  for (const { name } of context.variables ?? []) {
    const values = query.getAll(`var-${name}`).map(value => value.slice(0, MAX_VALUE_CHARS));
    if (values.length > 0) chosen.set(name, [...new Set(values)].slice(0, MAX_VALUES));
  }
  const view = boardView('problem' in range ? DEFAULT_RANGE : range, context.timeZone, chosen);
  const tz = query.get('tz');
  const kept = tz === null ? view : { ...view, query: { ...view.query, tz } };
  return 'problem' in range ? { view: kept, problem: range.problem } : { view: kept };
}

/** As above; refused with 400 where it cannot be had. */
export function requireBoardView(query: URLSearchParams, context: BoardViewContext): BoardView {
  const { view, problem } = parseBoardView(query, context);
  if (problem !== undefined) throw new HttpError(400, problem);
  return view;
}
