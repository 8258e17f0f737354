import { MAX_DASHBOARDS } from '../store.ts';
import type { FiledBoard } from './filed-board.ts';
import { filesBySlug } from './files-by-slug.ts';
import { type FolderContent, MAX_FILES } from './read-folder.ts';

/** Something about the folder that its owner should know, in sentences. */
export interface FolderTrouble {
  readonly what: string;
  /** What to do. */
  readonly cure: string;
}

export interface FolderState {
  readonly content: FolderContent;
  readonly conflicts: readonly FiledBoard[];
  /** Files of dashboards that found no room. */
  readonly full: readonly string[];
}

const MEND = 'Mend the file: it is read again by itself. Its dashboard stays as it was.';
const DECIDE = 'Nothing is overwritten. Below, under Dashboard files, is what differs, and two buttons.';

/** What keeps files from being taken over. */
export function folderTroubles({ content, conflicts, full }: FolderState): readonly FolderTrouble[] {
  const { files, leftOut, problem } = content;
  const first = filesBySlug(files);
  const troubles: FolderTrouble[] = [];
  for (const { file, theirs, mine } of conflicts) {
    const title = (mine?.definition ?? theirs)?.title ?? file;
    const how = mine ? 'were both changed' : 'do not agree: it was deleted here, and changed there';
    troubles.push({ what: `The dashboard “${title}” and its file dashboards/${file} ${how}.`, cure: DECIDE });
  }
  for (const each of files) {
    const { file, read } = each;
    if (!read.ok) troubles.push({ what: `dashboards/${file} is left out: ${read.why}`, cure: MEND });
    else if (first.get(read.slug) !== each) {
      const what = `dashboards/${file} is left out: ${first.get(read.slug)!.file} is of the same dashboard, ${read.slug}.`;
      troubles.push({ what, cure: 'Write another slug into one of them, or remove it.' });
    }
  }
  for (const file of full) {
    const what = `dashboards/${file} is left out: there are ${MAX_DASHBOARDS} dashboards, which is the limit.`;
    troubles.push({ what, cure: 'Delete one; then the file is taken over by itself.' });
  }
  if (leftOut > 0) {
    const what = `${leftOut} files of dashboards are left out: the first ${MAX_FILES} by name are read.`;
    troubles.push({ what, cure: 'Remove some, or import them instead.' });
  }
  if (problem !== undefined)
    troubles.push({ what: `The folder dashboards ${problem}.`, cure: 'Look whether Telltale may read it.' });
  return troubles;
}
