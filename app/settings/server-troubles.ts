import type { Unwritable } from '../../db/keeper/write-watch.ts';
import type { HistoryTrouble } from '../history/history.ts';

/** Something that is wrong with this server, in sentences. */
export interface ServerTrouble {
  /** `crit`: something that is sent is not kept or does not arrive, now or within days. */
  readonly status: 'warn' | 'crit';
  readonly what: string;
  readonly sinceMs: number;
  /** What to do. */
  readonly cure: string;
}

/** Files beside `history.db` of what machines send, and what is lost while one cannot be written. */
const LOST = {
  logs: ['No line of a log is kept.', 'Then lines are kept again, without a restart.'],
  images: [
    'No picture is kept; who sends one is told to come again.',
    'Then pictures are kept again, without a restart.',
  ],
  events: ['No event is kept; who sends one is told to come again.', 'Then events are kept again, without a restart.'],
  jobs: ['Nothing that jobs say is kept; they are told to come again.', 'Then it is kept again, without a restart.'],
} as const;

/** The keepers of those files. */
export type FileKeepers = Readonly<Record<keyof typeof LOST, { readonly unwritable: Unwritable | undefined }>>;

/** What the owner must know, the worst first; `others` are those that have nothing to do with files of readings. */
export function serverTroubles(
  history: readonly HistoryTrouble[],
  keepers: FileKeepers,
  dataDir: string,
  others: readonly ServerTrouble[] = [],
): ServerTrouble[] {
  const troubles = [...history.map(trouble => ofHistory(trouble, dataDir)), ...others];
  for (const name of Object.keys(LOST) as (keyof typeof LOST)[]) {
    const { unwritable } = keepers[name];
    if (unwritable) troubles.push(ofFile(name, unwritable, dataDir));
  }
  return troubles.sort((a, b) => Number(b.status === 'crit') - Number(a.status === 'crit'));
}

function ofHistory(trouble: HistoryTrouble, dataDir: string): ServerTrouble {
  const { sinceMs } = trouble;
  switch (trouble.kind) {
    case 'unwritable':
      return {
        status: 'crit',
        sinceMs,
        what: `${causeOf(trouble.code, 'history.db')} No reading is stored; who sends one is told to come again.`,
        cure: `${cureOf(trouble.code, dataDir)} Then readings are stored again, without a restart.`,
      };
    case 'unpacked':
      return {
        status: 'warn',
        sinceMs,
        what: `The newest readings could not be packed (${trouble.reason}). None is lost: they are in the journal of history.db.`,
        cure: `It is tried again every minute. Look whether the disk of ${dataDir} has room; if this stays, start Telltale anew.`,
      };
    case 'damaged':
      return {
        status: 'warn',
        sinceMs,
        what: `${trouble.pieces === 1 ? '1 piece' : `${trouble.pieces} pieces`} of history.db cannot be read. The rest is whole.`,
        cure: 'The log names the readings that are missing. A backup of before may have them. Look at the disk: it may be failing.',
      };
  }
}

function ofFile(name: keyof typeof LOST, { code, sinceMs }: Unwritable, dataDir: string): ServerTrouble {
  const [lost, then] = LOST[name];
  return {
    status: 'crit',
    sinceMs,
    what: `${causeOf(code, `${name}.db`)} ${lost}`,
    cure: `${cureOf(code, dataDir)} ${then}`,
  };
}

function causeOf(code: string, file: string): string {
  return code === 'SQLITE_FULL' ? 'The disk is full.' : `${file} cannot be written (${code}).`;
}

function cureOf(code: string, dataDir: string): string {
  if (code === 'SQLITE_FULL') return `Make room on the disk of ${dataDir}.`;
  return `Look whether Telltale may write in ${dataDir}, and whether its disk is mounted read-only or fails.`;
}
