import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { packageRoot } from '../app/package-root.ts';
import { type Database, openDatabase } from './database.ts';
import { drizzle } from './drizzle.ts';
import { createOutbox, type Outbox } from './outbox.ts';
import type { Transactional } from './transactional.ts';

/** `state.db`, what people made: dashboards, people, tokens, and the outbox. Lives on the main thread. */
export interface State {
  readonly db: ReturnType<typeof openDrizzle>;
  readonly transactional: Transactional;
  readonly outbox: Outbox;
  readonly database: Database;
  /** Ends the followers of `outbox.changes`, then the file. */
  close(): void;
}

export function openState(path: string, now: () => number): State {
  const database = openDatabase(path, { migrations: join(packageRoot, 'db/migrations/state') });
  const outbox = createOutbox(database, epochOf(database), now);
  return {
    database,
    db: openDrizzle(database),
    transactional: database.transactional,
    outbox,
    close() {
      outbox.changes.close();
      database.close();
    },
  };
}

function openDrizzle(database: Database) {
  return drizzle(database.client);
}

/** Names this file for ever, so that event ids of another file are not taken for ours. */
function epochOf(database: Database): string {
  const find = database.prepare<{ value: string }>("select value from fact where name = 'epoch'");
  const insert = database.prepare("insert into fact (name, value) values ('epoch', ?)");
  const known = find.get();
  if (known) return known.value;
  const epoch = randomBytes(6).toString('base64url');
  database.transactional.run(() => insert.run(epoch));
  return epoch;
}
