import { createReactiveStream, type ReactiveStream } from '../app/stream/reactive.ts';
import type { Database } from './database.ts';

/** Something people made has changed: `dashboard this-machine`, `token 4`. */
export interface Change {
  readonly seq: number;
  readonly topic: string;
  readonly key: string;
}

export interface Outbox {
  /** Writes the change in the current transaction and tells it after the commit. Call inside a transaction only. */
  announce(topic: Change['topic'], key: string): void;
  /** Committed changes, in commit order; resumable by id across restarts. */
  readonly changes: ReactiveStream<Change>;
}

/** Changes kept in memory for readers that lag; older ones are read from the table. */
const RING_CHANGES = 256;
/** Rows kept in the table, trimmed with each announcement; a reader that was away for longer gets a gap and starts from the current state. */
const KEPT_ROWS = 10_000;

/**
 * The transactional outbox: a change and its announcement commit together, so a crash between COMMIT and
 * announcement loses nothing; who resumes reads the table. `seq` is dense and in commit order: with one writer, what was rolled
 * back gives its number to the next.
 */
export function createOutbox(
  database: Pick<Database, 'prepare' | 'transactional'>,
  epoch: string,
  now: () => number,
): Outbox {
  const insert = database.prepare('insert into outbox (at_ms, topic, key) values (?, ?, ?)');
  const trim = database.prepare('delete from outbox where seq <= ?');
  const after = database.prepare<Change>('select seq, topic, key from outbox where seq > ? order by seq limit ?');
  const newest = database.prepare<{ seq: number }>('select coalesce(max(seq), 0) as seq from outbox');
  const head = () => newest.get()!.seq;

  const changes = createReactiveStream<Change>({
    capacity: RING_CHANGES,
    epoch,
    history: {
      // Whoever reads, and wherever it stands, sees what is committed: not the older state of a snapshot scope that it is in.
      read: (seq, limit) => database.transactional.detach(() => after.all(seq, limit).map(toRow)),
      get head() {
        return head();
      },
    },
  });

  return {
    changes,
    announce(topic, key) {
      const scope = database.transactional.current();
      if (!scope) throw new Error('announce() was called outside a transaction; wrap the caller in transactional().');
      const seq = Number(insert.run(now(), topic, key).lastInsertRowid);
      scope.onCommit(() => changes.emit({ seq, topic, key }, { seq })); // first: whatever fails below, this row is told if it stays
      trim.run(seq - KEPT_ROWS);
    },
  };
}

function toRow(change: Change): readonly [seq: number, change: Change] {
  return [change.seq, change];
}
