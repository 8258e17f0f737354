import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { workerData } from 'node:worker_threads';
import { openDatabase } from '../../../db/database.ts';
import { serveKeeper } from '../../../db/keeper/serve-keeper.ts';
import { shrinkFile } from '../../../db/keeper/shrink-file.ts';
import { packageRoot } from '../../package-root.ts';
import type { ImageKeeperCalls, ImageKeeperData, ImageKeeperEvent, KeptPicture, PictureToKeep } from './calls.ts';
import type { ImageChange } from './picture.ts';
import { createPictureTable, type OldMoment } from './picture-table.ts';
import { createRetention } from './retention.ts';

/** Of a page of the file: a picture is many kilobytes, and lies in few large pages (docs/decisions/050). */
const PAGE_BYTES = 16_384;
/** Pages in the log before they are moved into the file: 16 MiB. */
const LOG_PAGES = 1_024;
/** Pictures forgotten in one transaction, so that no commit waits long behind it. */
const SLICE_PICTURES = 20;
/** Free pages given back in one transaction: 8 MiB. */
const SLICE_PAGES = 512;
/** Of the orderly end, for giving free pages back. */
const SHRINK_MS = 1_000;

const { path, limits } = workerData as ImageKeeperData;

const database = openDatabase(path, {
  migrations: join(packageRoot, 'db/migrations/images'),
  readers: 1,
  pageBytes: PAGE_BYTES,
  logPages: LOG_PAGES,
});
const { transactional } = database;
const table = createPictureTable(database);
const retention = createRetention(table, limits);
const freePages = database.prepare<{ count: number }>('select freelist_count as count from pragma_freelist_count');

const keeper = serveKeeper<ImageKeeperCalls, ImageKeeperEvent>(
  {
    keep: (_signal, picture) => transactional.batch(scope => keep(picture, told => scope.onCommit(told))),
    states: () => table.states(),
    async remove(signal, name) {
      const imageId = table.find(name);
      if (imageId === undefined) return false;
      await forgetAll(signal, () => table.oldestOf(imageId));
      return true;
    },
    async sweep(signal, nowMs) {
      await forgetAll(signal, () => retention.over(nowMs));
      while (!signal.aborted && (await transactional.batch(giveBackPages))) await setImmediate();
    },
  },
  () => {
    shrinkFile(database, SHRINK_MS);
    database.close();
  },
);

function keep(picture: PictureToKeep, onCommit: (told: () => void) => void): KeptPicture {
  const { name } = picture;
  const known = table.find(name);
  if (known === undefined && table.countNames() >= limits.maxNames)
    return { refusal: `there are ${limits.maxNames} images already, which is the limit; use one of their names.` };
  const imageId = known ?? table.addName(name);
  const moment = table.add(imageId, picture);
  const changed = forgetSlice(() => {
    const old = retention.overOf(imageId);
    return old?.seq === moment.seq ? undefined : old; // What is answered as kept was kept.
  });
  tell(changed.set(imageId, name), onCommit);
  return { moment, isNew: known === undefined };
}

/** One slice after the other: what waits to be written is written in between. */
async function forgetAll(signal: AbortSignal, next: () => OldMoment | undefined): Promise<void> {
  for (let isMore = true; isMore && !signal.aborted; ) {
    isMore = await transactional.batch(scope => {
      const changed = forgetSlice(next);
      tell(changed, told => scope.onCommit(told));
      return changed.size > 0;
    });
    await setImmediate();
  }
}

/** The ids and names of images that changed; a name is not in the file any more when its last picture has gone. */
type Changed = Map<number, string>;

/** Forgets at most a slice. */
function forgetSlice(next: () => OldMoment | undefined): Changed {
  const changed: Changed = new Map();
  for (let count = 0; count < SLICE_PICTURES; count++) {
    const old = next();
    if (!old) break;
    changed.set(old.imageId, table.nameOf(old.imageId));
    table.forget(old);
  }
  return changed;
}

function tell(changed: Changed, onCommit: (told: () => void) => void): void {
  const changes = [...changed].map(
    ([id, name]): ImageChange => ({ name, state: table.has(id) ? table.stateOf(id) : undefined }),
  );
  if (changes.length > 0) onCommit(() => keeper.publish(changes));
}

function giveBackPages(): boolean {
  if (freePages.get()!.count === 0) return false;
  database.vacuum(SLICE_PAGES);
  return true;
}
