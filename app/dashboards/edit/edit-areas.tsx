import { formatAge } from '../../../components/format/format-age.ts';
import { Icon } from '../../../components/icons.tsx';
import { People } from '../../../components/people.tsx';
import { wholeArea } from '../../http/area.tsx';
import type { Area } from '../../http/screen.ts';
import type { Author } from '../kept/edit-by.ts';

/** Initials that fit into the bar; of more people there is a number. */
const MAX_SHOWN = 6;

/** Who builds here just now. */
export function peopleArea(people: readonly Author[]): Area {
  const shown = people.slice(0, MAX_SHOWN).map(({ name }) => ({ initials: initialsOf(name), name }));
  const more = people.length - shown.length;
  const rest = more > 0 ? [{ initials: `+${more}`, name: `${more} more` }] : [];
  return wholeArea(
    'edit-people',
    <div id="edit-people">
      <People people={[...shown, ...rest]} label="Building here now" />
    </div>,
  );
}

/** How long ago it was kept what there is. */
export function savedArea(updatedMs: number, nowMs: number): Area {
  const age = formatAge(Math.max(0, nowMs - updatedMs));
  return wholeArea(
    'edit-saved',
    <span class="edit-bar__saved dim" id="edit-saved">
      <Icon name="check" />
      <span class="only-wide">{age === 'now' ? 'Saved now' : `Saved ${age} ago`}</span>
    </span>,
  );
}

/** `Mara Lind` becomes `ML`, `owner` becomes `OW`. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = words.length > 1 ? words.slice(0, 2).map(word => [...word][0]) : [...(words[0] ?? '')].slice(0, 2);
  return letters.join('').toUpperCase() || '?';
}
