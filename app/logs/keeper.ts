/** The thread that owns `logs.db`: started by `openLogs`. */
import { join } from 'node:path';
import { workerData } from 'node:worker_threads';
import { openDatabase } from '../../db/database.ts';
import { type ServedKeeper, serveKeeper } from '../../db/keeper/serve-keeper.ts';
import { packageRoot } from '../package-root.ts';
import { createBlockIndexer } from './block-indexer.ts';
import { createBlockTrimmer } from './block-trimmer.ts';
import type { LogKeeperCalls, LogKeeperData } from './calls.ts';
import { createLineWriter } from './line-writer.ts';
import type { KeptLine, LogLine } from './log-line.ts';

/** After so many lines it is looked whether they still fit. */
const LINES_PER_LOOK = 2000;

const { path, maxBytes } = workerData as LogKeeperData;

const database = openDatabase(path, { migrations: join(packageRoot, 'db/migrations/logs') });
const writer = createLineWriter(database);
const indexer = createBlockIndexer(database);
const trimmer = createBlockTrimmer(database);
let newestSeq = database.prepare<{ seq: number }>('select coalesce(max(seq), 0) as seq from line').get()!.seq;
let linesToLook = 0;
/** Work behind the appends, one at a time: it must not wait in the same line as they do. */
let tidying: Promise<void> | undefined;

const keeper: ServedKeeper<readonly KeptLine[]> = serveKeeper<LogKeeperCalls, readonly KeptLine[]>(
  {
    append: async (_signal, lines) => {
      const appended = await database.transactional.batch(scope => {
        scope.onRollback(forget); // the commit that it shares with others may fail, too
        const kept = keepAll(lines);
        scope.onCommit(() => tell(kept));
        return { kept: kept.length, refused: lines.length - kept.length };
      });
      startTidying();
      return appended;
    },
    sweep: async (_signal, keepFromMs, nowMs) => {
      await tidying;
      await repeat(() => trimmer.trimOlderThan(keepFromMs));
      await repeat(() => trimmer.trimToBytes(maxBytes));
      await database.transactional.batch(() => {
        trimmer.tidy(nowMs);
        forget(); // a stream may be gone
      });
    },
    connect: (_signal, port) => keeper.serve(port),
  },
  async () => {
    await tidying;
    database.close();
  },
);

function keepAll(lines: readonly LogLine[]): KeptLine[] {
  try {
    const kept = lines.flatMap(line => writer.keep(line) ?? []);
    writer.settle();
    return kept;
  } catch (error) {
    forget(); // before the next one of the same commit
    throw error;
  }
}

function tell(kept: readonly KeptLine[]): void {
  const last = kept.at(-1);
  if (last === undefined) return;
  newestSeq = last.seq;
  linesToLook += kept.length;
  keeper.publish(kept);
}

/** A failure costs nothing that was answered; the next append tries again. */
function startTidying(): void {
  if (tidying || (!indexer.isDue(newestSeq) && linesToLook < LINES_PER_LOOK)) return;
  tidying = tidyUp()
    .catch(forget)
    .finally(() => {
      tidying = undefined;
    });
}

async function tidyUp(): Promise<void> {
  await repeat(() => {
    if (!indexer.isDue(newestSeq)) return false;
    indexer.indexSome(newestSeq);
    return true;
  });
  if (linesToLook < LINES_PER_LOOK) return;
  linesToLook = 0;
  await repeat(() => trimmer.trimToBytes(maxBytes));
}

/** One transaction a turn, and those of others in between, until there is nothing more to do. */
async function repeat(turn: () => boolean): Promise<void> {
  while (await database.transactional.batch(turn));
}

function forget(): void {
  writer.forget();
  indexer.forget();
}
