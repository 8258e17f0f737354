import { join } from 'node:path';
import type { State } from '../../../db/state.ts';
import type { Actor, AuditStore } from '../../audit/store.ts';
import { isSameBoard } from '../file/is-same-board.ts';
import { writeBoardFile } from '../file/write-board-file.ts';
import type { Author, ByMachine, EditBy } from '../kept/edit-by.ts';
import type { DashboardStore } from '../store.ts';
import type { Agreement, AgreementStore } from './agreement-store.ts';
import { type FiledBoard, filedBoard, seenOf } from './filed-board.ts';
import { filesBySlug } from './files-by-slug.ts';
import { type FolderTrouble, folderTroubles } from './folder-troubles.ts';
import { type FolderContent, readFolder } from './read-folder.ts';
import { writeToFolder } from './write-to-folder.ts';

export interface BoardFolderOptions {
  readonly folder: string;
  readonly state: State;
  readonly store: DashboardStore;
  readonly agreements: AgreementStore;
  readonly audit: Pick<AuditStore, 'note'>;
  readonly now: () => number;
  /** Called once for each thing that keeps a file from being taken over. */
  readonly onTrouble: (sentence: string) => void;
}

/** What became of a decision. `changed`: there is something else now, and nothing was done. `full`: no room for a dashboard more. */
export type Decided = 'done' | 'changed' | 'full';

/** Writes down a decision, inside its transaction. */
type Note = () => void;

/** Who takes over a file that was changed alone: in the audit log, and in the versions. */
const THE_FOLDER: Actor = { name: 'the folder dashboards', from: '' };
const THE_FOLDER_ITSELF: ByMachine = { author: { key: 'folder', name: 'folder' } };

export type BoardFolder = ReturnType<typeof createBoardFolder>;

/** The dashboards that lie as files in a folder. A file that was changed alone is taken over; where both were, a person decides. */
export function createBoardFolder({ folder, state, store, agreements, audit, now, onTrouble }: BoardFolderOptions) {
  let content: FolderContent = { files: [], leftOut: 0 };
  /** Something was not settled yet. */
  let isDue = true;
  let full: readonly string[] = [];
  let turn: Promise<unknown> = Promise.resolve();
  const noticed = new Map<string, number>();
  const { batch } = state.transactional;

  const inTurn = <T>(task: () => Promise<T>): Promise<T> => {
    const done = turn.then(task, task);
    turn = done.catch(() => {}); // told to who waits for it
    return done;
  };

  const isBroken = (name: string) => content.files.some(({ file, read }) => file === name && !read.ok);

  /** Of a file that cannot be read nothing is said but that. */
  const toBoard = (slug: string, agreement: Agreement | undefined, files = filesBySlug(content.files)) => {
    const file = files.get(slug);
    if (!file && agreement && isBroken(agreement.file)) return undefined;
    return filedBoard({ slug, mine: store.find(slug), file, agreement });
  };

  const find = (slug: string) => toBoard(slug, agreements.of(slug));

  const list = (known = agreements.list()): FiledBoard[] => {
    const files = filesBySlug(content.files);
    const agreed = new Map(known.map(each => [each.slug, each]));
    const slugs = new Set([...files.keys(), ...agreed.keys()]);
    const boards = [...slugs].flatMap(slug => toBoard(slug, agreed.get(slug), files) ?? []);
    return boards.sort((a, b) => (a.file < b.file ? -1 : 1));
  };

  const takeOver = ({ slug, file, mine, theirs }: FiledBoard, by: EditBy | ByMachine): boolean => {
    const taken = mine ? store.replace(slug, theirs!, mine.version, by) : store.create(theirs!, slug, by.author);
    if (taken) agreements.put(slug, file, theirs!);
    return taken !== undefined;
  };

  /** Inside a transaction, in which what is looked at cannot change. */
  const settle = (isNews: (file: string) => boolean): void => {
    const known = agreements.list();
    const boards = list(known);
    const without: string[] = [];
    for (const board of boards) {
      const { slug, file, standing, theirs } = board;
      if (standing === 'newer') {
        if (takeOver(board, THE_FOLDER_ITSELF))
          audit.note({ who: THE_FOLDER, action: 'dashboard file', subject: slug, detail: `taken from ${file}` });
        else without.push(file);
      }
      if (
        standing === 'agrees' &&
        !isAgreed(
          known.find(each => each.slug === slug),
          board,
        )
      )
        agreements.put(slug, file, theirs!);
      // Open pages say how it stands to its file.
      if (isNews(file)) state.outbox.announce('dashboard', slug);
    }
    const slugs = new Set(boards.map(({ slug }) => slug));
    for (const { slug, file } of known) if (!slugs.has(slug) && !isBroken(file)) agreements.remove(slug);
    full = without;
  };

  const lookNow = async (): Promise<void> => {
    const stamps = () => new Map(content.files.map(({ file, stamp }) => [file, stamp]));
    const before = stamps();
    const { problem, leftOut } = content;
    content = await readFolder(folder, content.files);
    const after = stamps();
    const isNews = (file: string) => before.get(file) !== after.get(file);
    isDue ||= [...before.keys(), ...after.keys()].some(isNews) || full.length > 0;
    isDue ||= content.problem !== problem || content.leftOut !== leftOut;
    if (!isDue) return;
    await batch(() => settle(isNews));
    isDue = false;
    notice();
  };

  const troublesNow = () => {
    const conflicts = list().filter(({ standing }) => standing === 'conflict');
    return folderTroubles({ content, conflicts, full });
  };

  const notice = (): void => {
    const told = new Set(troublesNow().map(({ what }) => what));
    for (const what of noticed.keys()) if (!told.has(what)) noticed.delete(what);
    for (const what of told) {
      if (noticed.has(what)) continue;
      noticed.set(what, now());
      onTrouble(what);
    }
  };

  /** Carries out a decision about the pair that was looked at. */
  const decide = (slug: string, seen: string, note: Note, deed: (board: FiledBoard) => boolean): Promise<Decided> =>
    batch(() => {
      const board = find(slug);
      if (board?.seen !== seen) return 'changed';
      if (!deed(board)) return 'full';
      note();
      state.outbox.announce('dashboard', slug);
      return 'done';
    });

  return {
    list: () => list(),
    find,

    /** Reads what was changed since, and takes over what may be. */
    look: (): Promise<void> => inTurn(lookNow),

    troubles: (): readonly (FolderTrouble & { readonly sinceMs: number })[] =>
      troublesNow().map(trouble => ({ ...trouble, sinceMs: noticed.get(trouble.what) ?? now() })),

    /** The file's in place of mine. */
    take: (slug: string, seen: string, note: Note, author: Author): Promise<Decided> =>
      decide(slug, seen, note, board => {
        const by = { author, words: `Took the file ${board.file} over` };
        return board.theirs !== undefined && takeOver(board, by);
      }),

    /** Mine stays, and the file is as it is; only its next change is one again. */
    keep: (slug: string, seen: string, note: Note): Promise<Decided> =>
      decide(slug, seen, note, ({ file, theirs }) => {
        if (theirs) agreements.put(slug, file, theirs);
        return true;
      }),

    /** A file that is gone is not spoken of any more. */
    forget: (slug: string, seen: string, note: Note): Promise<Decided> =>
      decide(slug, seen, note, ({ standing }) => {
        if (standing === 'gone') agreements.remove(slug);
        return true;
      }),

    /** Mine into its file. One that holds what nobody has decided about is not overwritten. */
    write: (slug: string, seen: string): Promise<Decided> =>
      inTurn(async () => {
        const board = find(slug);
        const mine = store.find(slug);
        if (!mine || board?.standing === 'conflict' || seen !== (board?.seen ?? seenOf(mine, undefined)))
          return 'changed';
        const path = join(folder, board?.file ?? `${slug}.json`);
        const isWritten = await writeToFolder(
          path,
          writeBoardFile({ slug, definition: mine.definition }),
          board?.stamp,
        );
        if (isWritten) await lookNow();
        return isWritten ? 'done' : 'changed';
      }),

    /** Whether a dashboard without a file could not have one: its name is taken. */
    isNameTaken: (slug: string): boolean => content.files.some(({ file }) => file === `${slug}.json`),
  };
}

function isAgreed(known: Agreement | undefined, { file, theirs }: FiledBoard): boolean {
  return known?.file === file && known.definition !== undefined && isSameBoard(known.definition, theirs!);
}
