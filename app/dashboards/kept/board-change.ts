import { isDeepStrictEqual } from 'node:util';
import type { DashboardDefinition } from '../definition.ts';
import { type Fields, toParts } from './board-parts.ts';

/** The fields that differ, as they were and as they became. A field that is in one only was not there in the other. */
export interface FieldsChange {
  readonly before: Fields;
  readonly after: Fields;
}

/** What became of a panel; without `before` it came, without `after` it went. */
export interface PartChange {
  readonly before?: Fields | undefined;
  readonly after?: Fields | undefined;
}

/** What one edit changed, and nothing else: undone, it leaves alone what others changed meanwhile. */
export interface BoardChange {
  readonly board: FieldsChange;
  readonly panels: Readonly<Record<string, PartChange>>;
  /** The dashboard on which the other half was made. */
  readonly twin?: string | undefined;
  /** What follows under the same key is one with it. */
  readonly joins?: string | undefined;
}

export function boardChange(before: DashboardDefinition, after: DashboardDefinition): BoardChange {
  const [from, to] = [toParts(before), toParts(after)];
  const ids = new Set([...from.panels.keys(), ...to.panels.keys()]);
  const panels = [...ids].flatMap(id => {
    const [was, is] = [from.panels.get(id), to.panels.get(id)];
    if (!was || !is) return [[id, { before: was, after: is }] as const];
    const change = fieldsChange(was, is);
    return isNothing(change) ? [] : [[id, change] as const];
  });
  return { board: fieldsChange(from.board, to.board), panels: Object.fromEntries(panels) };
}

function fieldsChange(before: Fields, after: Fields): FieldsChange {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const differing = names.filter(name => !isDeepStrictEqual(before[name], after[name]));
  const pick = (fields: Fields) =>
    Object.fromEntries(differing.flatMap(name => (fields[name] === undefined ? [] : [[name, fields[name]]])));
  return { before: pick(before), after: pick(after) };
}

const isNothing = ({ before, after }: FieldsChange) =>
  Object.keys(before).length === 0 && Object.keys(after).length === 0;
