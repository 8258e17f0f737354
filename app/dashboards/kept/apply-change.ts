import { isDeepStrictEqual } from 'node:util';
import { DashboardDefinition, MAX_PANELS } from '../definition.ts';
import type { BoardChange, FieldsChange, PartChange } from './board-change.ts';
import { type Fields, fromParts, toParts } from './board-parts.ts';

export interface Applied {
  readonly definition: DashboardDefinition;
  /** What somebody has changed since, and stays as it is: `“CPU”`, `the title of the dashboard`. */
  readonly stayed: readonly string[];
}

/** A row gives way by itself, so the one that a panel stands in now says nothing of who moved it. */
const GIVES_WAY: ReadonlySet<string> = new Set(['y']);
/** A panel that only stands elsewhere is the same panel. */
const PLACE: ReadonlySet<string> = new Set(['x', 'y', 'w', 'h', 'section']);

/** Changes again what was changed once, or with `inverted` back; but not what has become something else since. */
export function applyChange(definition: DashboardDefinition, change: BoardChange): Applied {
  const { board, panels } = toParts(definition);
  const next = new Map(panels);
  const stayed: string[] = [];
  for (const [id, part] of Object.entries(change.panels)) {
    const changed = changePart(panels.get(id), part);
    if (changed === 'stays') stayed.push(`“${(panels.get(id) ?? part.before ?? part.after)?.title || id}”`);
    else if (changed === undefined) next.delete(id);
    else next.set(id, changed);
  }
  if (next.size > MAX_PANELS) return { definition, stayed: [`all of it, for want of room (${MAX_PANELS} panels),`] };
  const parts = { board: changeBoard(board, change.board, stayed), panels: next };
  return { definition: DashboardDefinition.parse(fromParts(parts)), stayed };
}

/** Each field by itself. In the list, only those panels stand elsewhere that the change is about. */
function changeBoard(now: Fields, { before, after }: FieldsChange, stayed: string[]): Fields {
  let board = now;
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const one = (fields: Fields) => (fields[name] === undefined ? {} : { [name]: fields[name] });
    const order = name === 'order' && inOrder(now.order as string[], after.order as string[]);
    const changed = order ? { ...board, order } : changeFields(board, { before: one(before), after: one(after) });
    if (!changed) stayed.push(`the ${name} of the dashboard`);
    board = changed ?? board;
  }
  return board;
}

/** The wanted order; what is not in it stays behind what it stands behind now. */
function inOrder(now: readonly string[], wanted: readonly string[]): string[] {
  const order = [...wanted];
  now.forEach((id, i) => {
    if (!wanted.includes(id)) order.splice(i === 0 ? 0 : order.indexOf(now[i - 1]!) + 1, 0, id);
  });
  return order;
}

/** The same change the other way round. */
export function inverted({ board, panels }: BoardChange): BoardChange {
  const turned = Object.entries(panels).map(([id, { before, after }]) => [id, { before: after, after: before }]);
  return { board: { before: board.after, after: board.before }, panels: Object.fromEntries(turned) };
}

function changePart(now: Fields | undefined, { before, after }: PartChange): Fields | undefined | 'stays' {
  if (!before) return now ? 'stays' : after;
  if (!after) return now && !isDeepStrictEqual(withoutPlace(now), withoutPlace(before)) ? 'stays' : undefined;
  if (!now) return 'stays';
  return changeFields(now, { before, after }) ?? 'stays';
}

/** Undefined: somebody has changed one of these fields since. */
function changeFields(now: Fields, { before, after }: FieldsChange): Fields | undefined {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const isSame = (name: string) => GIVES_WAY.has(name) || isDeepStrictEqual(now[name], before[name]);
  if (!names.every(isSame)) return undefined;
  const kept = Object.entries(now).filter(([name]) => !names.includes(name));
  return { ...Object.fromEntries(kept), ...after };
}

function withoutPlace(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !PLACE.has(name)));
}
