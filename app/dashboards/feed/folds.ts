import type { PanelDefinition } from '../definition.ts';

/** What a viewer opened or closed, whatever the dashboard says: the ids of sections. */
export interface Folds {
  readonly opened: readonly string[];
  readonly closed: readonly string[];
}

/** Sections that an address may name; more than a dashboard can have make no sense. */
const MAX_NAMED = 100;
const ID = /^[a-z0-9][a-z0-9-]{0,62}$/;

export const NO_FOLDS: Folds = { opened: [], closed: [] };

/** `?open=disks&closed=network`. What is no id is passed over. */
export function readFolds(query: URLSearchParams): Folds {
  const idsOf = (name: string) => [...new Set(query.getAll(name).filter(id => ID.test(id)))].sort().slice(0, MAX_NAMED);
  const closed = idsOf('closed');
  return { opened: idsOf('open').filter(id => !closed.includes(id)), closed };
}

/** As the query of an address; the same folds give the same one. */
export function foldsQuery({ opened, closed }: Folds): {
  readonly open: readonly string[];
  readonly closed: readonly string[];
} {
  return { open: opened, closed };
}

/** The sections that are closed in a dashboard, looked at like this. */
export function collapsedIn(panels: readonly PanelDefinition[], { opened, closed }: Folds): ReadonlySet<string> {
  const sections = panels.filter(panel => panel.kind === 'section');
  const isClosed = ({ id, isCollapsed = false }: (typeof sections)[number]) =>
    closed.includes(id) || (isCollapsed && !opened.includes(id));
  return new Set(sections.filter(isClosed).map(({ id }) => id));
}

/** The folds with one section the other way round. */
export function withFold({ opened, closed }: Folds, id: string, isClosed: boolean): Folds {
  const others = { opened: opened.filter(each => each !== id), closed: closed.filter(each => each !== id) };
  return isClosed
    ? { ...others, closed: [...others.closed, id].sort() }
    : { ...others, opened: [...others.opened, id].sort() };
}
