import { compareBoards, type PanelChange } from '../file/compare-boards.ts';
import type { KeptVersion } from '../kept/versions.ts';
import { withPlaces } from '../layout/with-places.ts';
import { readVersion } from './read-version.ts';

/** Panels that are named; of the others there is a number. */
const MAX_NAMED = 2;
const PLACE: ReadonlySet<string> = new Set(['column', 'row', 'width, in columns', 'height, in rows']);

/** Moved last: what moves does so because of the others, as often as not. */
const VERBS = ['added', 'deleted', 'changed', 'moved'] as const;

/** What a version changed, in words: `moved “CPU”, deleted “Disks”`. */
export function tellChange(before: KeptVersion | undefined, after: KeptVersion): string {
  if (!before) return 'the oldest that is kept';
  const [from, to] = [readVersion(before), readVersion(after)];
  if (!from || !to) return 'kept by another version of Telltale, and cannot be compared';
  const { fields, panels } = compareBoards(withPlaces(from), withPlaces(to));
  const named = Map.groupBy(panels, verbOf);
  const parts = [
    ...fields.flatMap(({ field, after: now }) =>
      field === 'order of panels' ? [] : [`${field} became “${now ?? ''}”`],
    ),
    ...VERBS.flatMap(verb => (named.has(verb) ? [`${verb} ${titlesOf(named.get(verb)!)}`] : [])),
  ];
  return parts.join(', ') || (fields.length > 0 ? 'another order of panels' : 'nothing that one sees');
}

function verbOf({ change, fields }: PanelChange): (typeof VERBS)[number] {
  if (change !== 'changed') return change === 'added' ? 'added' : 'deleted';
  return fields.every(({ field }) => PLACE.has(field)) ? 'moved' : 'changed';
}

function titlesOf(panels: readonly PanelChange[]): string {
  const titles = panels.slice(0, MAX_NAMED).map(({ title, id }) => `“${title === '' ? id : title}”`);
  const more = panels.length - titles.length;
  return `${titles.join(' and ')}${more > 0 ? ` and ${more} more` : ''}`;
}
