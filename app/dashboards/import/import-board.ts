import { type BoardDifference, compareBoards } from '../file/compare-boards.ts';
import { isSameBoard } from '../file/is-same-board.ts';
import type { BoardFile } from '../file/write-board-file.ts';
import type { Author } from '../kept/edit-by.ts';
import { type Dashboard, type DashboardStore, slugOf } from '../store.ts';

/** What to do where there is another dashboard of this name. */
export type ImportWish =
  | { readonly kind: 'ask' | 'copy' }
  /** `version`: of the dashboard that was looked at. A newer one is not overwritten. */
  | { readonly kind: 'replace'; readonly version: number | undefined };

export type Imported =
  | { readonly kind: 'created' | 'replaced' | 'copied' | 'unchanged'; readonly dashboard: Dashboard }
  | { readonly kind: 'differs'; readonly mine: Dashboard; readonly difference: BoardDifference }
  /** There are as many dashboards as may be. */
  | { readonly kind: 'full' };

type Given = Omit<BoardFile, 'slug'> & { readonly slug: string | undefined };

/** Keeps a dashboard that came as a file, or says how it differs from the one of that name. Inside a transaction. */
export function importBoard(
  store: DashboardStore,
  { slug, definition }: Given,
  wish: ImportWish,
  author: Author,
): Imported {
  const name = slug ?? slugOf(definition.title);
  const mine = store.find(name);
  if (!mine) return toImported('created', store.create(definition, name, author));
  if (wish.kind === 'copy') return toImported('copied', store.create(definition, store.freeSlug(name), author));
  if (isSameBoard(mine.definition, definition)) return { kind: 'unchanged', dashboard: mine };
  if (wish.kind === 'replace') {
    const by = { author, words: `Imported “${definition.title}”` };
    const replaced = store.replace(name, definition, wish.version ?? mine.version, by);
    if (replaced) return { kind: 'replaced', dashboard: replaced };
  }
  return { kind: 'differs', mine, difference: compareBoards(mine.definition, definition) };
}

function toImported(kind: 'created' | 'copied', dashboard: Dashboard | undefined): Imported {
  return dashboard ? { kind, dashboard } : { kind: 'full' };
}
