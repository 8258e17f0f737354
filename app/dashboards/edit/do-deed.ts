import type { Author } from '../kept/edit-by.ts';
import type { DashboardStore, Undone } from '../store.ts';
import type { BoardEdit } from './board-edit.ts';
import { changeFor } from './change-for.ts';
import type { Deed } from './deed.ts';
import { moveAway } from './move-away.ts';

export interface Done {
  /** What there is to say; undefined: one sees it. */
  readonly said: string | undefined;
  /** Undo is offered beside it. */
  readonly isUndoable: boolean;
  /** The panel that is worked on from now on; undefined: none. */
  readonly chosen: string | undefined;
}

/** Worth saying with Undo; where a panel stands, one sees. */
const SAID: ReadonlySet<Deed['act']> = new Set(['remove', 'copy', 'move', 'section', 'describe', 'fold']);

/** Carries out what somebody wants of a dashboard, inside a transaction. */
export function doDeed(store: DashboardStore, slug: string, deed: Deed, author: Author): Done {
  const stays = 'panel' in deed ? deed.panel : undefined;
  if (deed.act === 'undo')
    return { said: sayUndone(store.undo(slug, author), 'undo'), isUndoable: false, chosen: stays };
  if (deed.act === 'redo')
    return { said: sayUndone(store.redo(slug, author), 'redo'), isUndoable: false, chosen: stays };
  if (deed.act === 'move') {
    const { said, isDone } = moveAway(store, { slug, to: deed.to, panel: deed.panel }, author);
    return { said, isUndoable: isDone, chosen: isDone ? undefined : deed.panel };
  }
  const known = store.find(slug);
  const change = known && changeFor(known.definition, deed);
  if (change === undefined) return { said: undefined, isUndoable: false, chosen: stays };
  if (typeof change === 'string') return { said: change, isUndoable: false, chosen: stays };
  store.edit(slug, () => change.next, { author, words: change.words });
  return { said: saidOf(deed, change), isUndoable: true, chosen: change.chosen };
}

const saidOf = ({ act }: Deed, { words }: BoardEdit) => (SAID.has(act) ? `${words}.` : undefined);

function sayUndone(undone: Undone | undefined, which: 'undo' | 'redo'): string {
  if (!undone) return `There is nothing to ${which}.`;
  const { words, stayed } = undone;
  const what = `${which === 'undo' ? 'Undone' : 'Done again'}: ${words[0]!.toLowerCase()}${words.slice(1)}.`;
  if (stayed.length === 0) return what;
  return `${what} ${stayed.join(', ')} ${stayed.length === 1 ? 'was' : 'were'} changed since, and ${stayed.length === 1 ? 'stays as it is' : 'stay as they are'}.`;
}
