import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { workerData } from 'node:worker_threads';
import { openDatabase } from '../../../db/database.ts';
import { serveKeeper } from '../../../db/keeper/serve-keeper.ts';
import { shrinkFile } from '../../../db/keeper/shrink-file.ts';
import { packageRoot } from '../../package-root.ts';
import type { KeptEvent } from './event.ts';
import { createEventReads } from './event-reads.ts';
import { createEventTable } from './event-table.ts';
import type { Appended, EventKeeperCalls, EventKeeperData } from './keeper-calls.ts';

/** How long the end may take to give free pages back. */
const SHRINK_MS = 1000;

const { path, limits } = workerData as EventKeeperData;

const database = openDatabase(path, { migrations: join(packageRoot, 'db/migrations/events'), readers: 1 });
const table = createEventTable(database, limits);
const reads = createEventReads(database);

const keeper = serveKeeper<EventKeeperCalls, readonly KeptEvent[]>(
  {
    append: (_signal, drafts, payload) =>
      database.transactional.batch(scope => {
        const appended: Appended = table.append(drafts);
        if (payload && 'events' in appended) table.keepPayload(payload);
        if ('events' in appended) scope.onCommit(() => keeper.publish(appended.events));
        return appended;
      }) as Promise<Appended>,
    sweep: async (signal, nowMs) => {
      // A slice with each commit: what is sent meanwhile is written in between.
      while (!signal.aborted && (await database.transactional.batch(() => table.sweep(nowMs)))) await turn();
    },
    positionOf: (_signal, since, topics) => reads.positionOf(since, topics),
    after: (_signal, query) => reads.after(query),
    page: (signal, query) => reads.page(query, signal),
    find: (_signal, id) => reads.find(id),
    newest: (_signal, limit) => reads.newest(limit),
    payload: (_signal, topic) => reads.payload(topic),
  },
  () => {
    shrinkFile(database, SHRINK_MS);
    database.close();
  },
);
