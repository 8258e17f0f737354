import { isDeepStrictEqual } from 'node:util';
import { PanelDefinition } from '../definition.ts';
import { isPlace } from './is-place.ts';

/** A field that both changed since, to something else each. */
export interface Clash {
  /** `title`, `queries.0.expr`; empty: the panel as a whole. */
  readonly path: string;
  readonly mine: unknown;
  readonly theirs: unknown;
}

export type Merged =
  | { readonly panel: PanelDefinition; readonly clashes?: never }
  | { readonly panel?: never; readonly clashes: readonly Clash[] };

type Fields = Readonly<Record<string, unknown>>;

/**
 * What two made of one panel, together: each field as who changed it has it. Where it stands is as `theirs` has it. Changes that make
 * no panel together, as of its kind and of a setting of the former kind, clash as a whole.
 */
export function mergePanels(base: PanelDefinition, mine: PanelDefinition, theirs: PanelDefinition): Merged {
  const clashes: Clash[] = [];
  const fields = mergeFields('', withoutPlace(base), withoutPlace(mine), withoutPlace(theirs), clashes);
  if (clashes.length > 0) return { clashes };
  const place = Object.entries(theirs).filter(([name]) => isPlace(name));
  const { data: panel } = PanelDefinition.safeParse({ ...fields, ...Object.fromEntries(place) });
  return panel ? { panel } : { clashes: [{ path: '', mine: mine.title, theirs: theirs.title }] };
}

function mergeFields(path: string, base: Fields, mine: Fields, theirs: Fields, clashes: Clash[]): Fields {
  const names = new Set([...Object.keys(theirs), ...Object.keys(mine)]);
  const merged = [...names].flatMap(name => {
    const value = mergeValue(`${path}${name}`, [base[name], mine[name], theirs[name]], clashes);
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(merged);
}

function mergeValue(
  path: string,
  [base, mine, theirs]: readonly [unknown, unknown, unknown],
  clashes: Clash[],
): unknown {
  if (isDeepStrictEqual(mine, theirs) || isDeepStrictEqual(theirs, base)) return mine;
  if (isDeepStrictEqual(mine, base)) return theirs;
  const all = [base, mine, theirs];
  if (all.every(isFields)) return mergeFields(`${path}.`, base as Fields, mine as Fields, theirs as Fields, clashes);
  if (all.every(Array.isArray) && isOneLength(all as unknown[][])) return mergeRows(path, all as unknown[][], clashes);
  clashes.push({ path, mine, theirs });
  return mine;
}

/** Rows keep their places as long as nobody takes one away or adds one. */
function mergeRows(path: string, [base, mine, theirs]: readonly unknown[][], clashes: Clash[]): unknown[] {
  return mine!.map((row, i) => mergeValue(`${path}.${i}`, [base![i], row, theirs![i]], clashes));
}

const isOneLength = (lists: readonly unknown[][]) => lists.every(({ length }) => length === lists[0]!.length);

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function withoutPlace(panel: PanelDefinition): Fields {
  return Object.fromEntries(Object.entries(panel).filter(([name]) => !isPlace(name)));
}
