import type { DashboardDefinition } from '../definition.ts';
import { groupsOf, type PanelGroup, type ShownPanel } from '../layout/groups-of.ts';
import { ungrouped } from '../layout/ungrouped.ts';

export type Fields = Readonly<Record<string, unknown>>;

/** A dashboard taken apart, so that each part can be compared and put back by itself. */
export interface BoardParts {
  /** Of the dashboard itself, and the ids of `sections` and, as `order`, of the other panels as they stand in the list. */
  readonly board: Fields;
  /** Panels by id, each with `section`, the id of the one it stands in; null before the first. */
  readonly panels: ReadonlyMap<string, Fields>;
}

export function toParts({ panels, ...board }: DashboardDefinition): BoardParts {
  const groups = groupsOf(panels);
  const sections = groups.flatMap(({ section }) => section?.id ?? []);
  const entries = groups.flatMap(({ section, panels: own }): [string, Fields][] => [
    ...(section ? [[section.id, { ...section }] as [string, Fields]] : []),
    ...own.map((panel): [string, Fields] => [panel.id, { ...panel, section: section?.id ?? null }]),
  ]);
  const order = groups.flatMap(({ panels: own }) => own.map(({ id }) => id));
  return { board: { ...board, sections, order }, panels: new Map(entries) };
}

/** The dashboard again. A panel whose section is gone stands in the last one that is left before it, or before them all. */
export function fromParts({ board: { sections, order, ...board }, panels }: BoardParts): unknown {
  const wanted = sections as readonly string[];
  const ranks = new Map((order as readonly string[]).map((id, i) => [id, i]));
  const rank = (id: unknown) => ranks.get(String(id)) ?? ranks.size;
  const lines = [...panels].filter(([, { kind }]) => kind === 'section').map(([id]) => id);
  const lined = [...wanted.filter(id => lines.includes(id)), ...lines.filter(id => !wanted.includes(id))];
  const groups = new Map<string | null, ShownPanel[]>([null, ...lined].map(id => [id, []]));
  for (const { section, ...panel } of [...panels.values()].sort((a, b) => rank(a.id) - rank(b.id))) {
    if (panel.kind === 'section') continue;
    const group = groups.get(section as string | null) ?? groups.get(null)!;
    group.push(panel as unknown as ShownPanel);
  }
  const list = [...groups].map(
    ([id, own]) => ({ section: id === null ? undefined : panels.get(id), panels: own }) as PanelGroup,
  );
  return { ...board, panels: ungrouped(list) };
}
