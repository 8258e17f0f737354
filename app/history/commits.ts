import type { Database } from '../../db/database.ts';
import type { AppendedBatch, Change, CommitEvent } from './calls.ts';
import type { SeriesIndex } from './series-index.ts';

/** How long a write waits for the file while another process has locked it. */
const WRITE_TIMEOUT_MS = 10_000;

/** What a task notes while it writes, so that its commit can be counted, published, or undone in memory. */
export interface Draft {
  /** Number of the commit that this task will be part of. */
  readonly commit: number;
  readonly change: {
    append?: AppendedBatch;
    readonly created: string[];
    readonly restored: string[];
    readonly removed: string[];
  };
  /** Keys of the series that the task changed in the index: forgotten there if it is rolled back. */
  readonly touched: Set<string>;
  /** Readings that came, less those that went. */
  readingsAdded: number;
}

/** Every write goes through here: it numbers committed groups, one by one, and publishes what was in them. */
export interface Commits {
  /** Runs the task in a group commit with its neighbours, and resolves after that commit was published. */
  write<R>(task: (draft: Draft) => R extends PromiseLike<unknown> ? never : R): Promise<R>;
}

export function createCommits(database: Database, index: SeriesIndex, publish: (event: CommitEvent) => void): Commits {
  const count = database.prepare('update meta set commit_number = ?, readings = readings + ?');
  let newest = database.prepare<{ number: number }>('select commit_number as number from meta').get()!.number;
  let group: Change[] = [];

  /** Called after COMMIT, once for each task of the group: the first one speaks for all. */
  const publishGroup = () => {
    if (group.length === 0) return;
    newest++;
    publish({ commit: newest, changes: group });
    group = [];
  };

  const undo = ({ change, touched }: Draft) => {
    group = group.filter(other => other !== change);
    index.forget(touched);
  };

  return {
    write: task =>
      database.transactional.batch(
        scope => {
          const draft = createDraft(newest + 1);
          scope.onRollback(() => undo(draft));
          const result = task(draft);
          count.run(draft.commit, draft.readingsAdded);
          group.push(draft.change);
          scope.onCommit(publishGroup);
          return result;
        },
        { label: 'history write', acquireTimeoutMs: WRITE_TIMEOUT_MS },
      ),
  };
}

function createDraft(commit: number): Draft {
  return { commit, change: { created: [], restored: [], removed: [] }, touched: new Set(), readingsAdded: 0 };
}
