import type { Database } from '../../db/database.ts';
import type { WriteWatch } from '../../db/keeper/write-watch.ts';
import type { Scope } from '../../db/transactional.ts';
import type { AppendedBatch, AppendedPoints, CommitEvent } from './calls.ts';
import type { Columns } from './head/columns.ts';
import type { Head } from './head/head.ts';
import { pickPoints } from './head/pick-points.ts';
import type { Points } from './head/points.ts';
import type { JournalTable } from './journal/journal-table.ts';
import type { MetaTable } from './meta-table.ts';
import type { NewestPoints } from './newest-points.ts';
import type { SeriesIds } from './series-ids.ts';
import type { SeriesIndex } from './series-index.ts';

/** How long a write waits for the file while another process has locked it. */
const WRITE_TIMEOUT_MS = 10_000;

/** What a task notes while it writes, so that its commit can be numbered, published, or undone in memory. */
export interface Draft {
  /** Number of the commit that this task will be part of. */
  readonly commit: number;
  readonly change: {
    append?: AppendedBatch;
    points?: AppendedPoints;
    readonly created: string[];
    units?: Map<string, string>;
    readonly restored: string[];
    readonly removed: string[];
  };
  /** Keys of the series that the task changed in the index: forgotten there if it is rolled back. */
  readonly touched: Set<string>;
  /** Points to keep: in the journal with this commit, in memory after it. */
  columns?: Columns;
  /** Ids that the task took for new series: given back if it is rolled back. */
  readonly takenIds: number[];
  /** Runs `hook` when what the task did is durable. */
  onCommit(hook: () => void): void;
  /** What earlier tasks of the same commit keep of a series: memory does not hold it yet. */
  uncommitted(seriesId: number): Points;
  /** True if earlier tasks of the same commit keep anything of a series. */
  hasUncommitted(seriesId: number): boolean;
}

/** Every write goes through here: it numbers committed groups, one by one, and publishes what was in them. */
export interface Commits {
  readonly newest: number;
  /** Runs the task in a group commit with its neighbours, and resolves after that commit was published. */
  write<R>(task: (draft: Draft) => R extends PromiseLike<unknown> ? never : R): Promise<R>;
}

export interface CommitParts {
  readonly database: Database;
  readonly meta: MetaTable;
  readonly journal: JournalTable;
  readonly head: Head;
  readonly newest: NewestPoints;
  readonly index: SeriesIndex;
  readonly ids: SeriesIds;
  readonly publish: (event: CommitEvent) => void;
  readonly writes: WriteWatch;
}

export function createCommits(parts: CommitParts): Commits {
  const { database, meta, journal, head, newest, index, ids, publish, writes } = parts;
  let number = meta.get().commit;
  let group: Draft[] = [];

  /** Called after COMMIT, once for each task of the group: the first one speaks for all. */
  const publishGroup = () => {
    if (group.length === 0) return;
    number++;
    publish({ commit: number, changes: group.map(({ change }) => change) });
    group = [];
  };

  const remember = ({ columns }: Draft) => {
    publishGroup();
    if (!columns) return;
    head.append(columns);
    newest.noteAll(columns);
  };

  const undo = (draft: Draft) => {
    group = group.filter(other => other !== draft);
    index.forget(draft.touched);
    ids.giveBack(draft.takenIds);
  };

  return {
    get newest() {
      return number;
    },
    write: task =>
      writes.attempt(() =>
        database.transactional.batch(
          scope => {
            const draft = createDraft(number + 1, group, scope);
            scope.onRollback(() => undo(draft));
            const result = task(draft);
            if (draft.columns) journal.append(draft.commit, draft.columns);
            meta.setCommit(draft.commit);
            group.push(draft);
            scope.onCommit(() => remember(draft));
            return result;
          },
          { label: 'history write', acquireTimeoutMs: WRITE_TIMEOUT_MS },
        ),
      ),
  };
}

function createDraft(commit: number, group: readonly Draft[], scope: Scope): Draft {
  return {
    commit,
    change: { created: [], restored: [], removed: [] },
    touched: new Set(),
    takenIds: [],
    onCommit: hook => scope.onCommit(hook),
    uncommitted: seriesId =>
      pickPoints(
        group.flatMap(({ columns }) => columns ?? []),
        seriesId,
      ),
    hasUncommitted: seriesId => group.some(({ columns }) => columns?.seriesIds.includes(seriesId)),
  };
}
