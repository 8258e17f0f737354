/** The thread that owns `logs.db`: started by `openLogs`. */
import { join } from 'node:path';
import { workerData } from 'node:worker_threads';
import { openDatabase } from '../../db/database.ts';
import { type ServedKeeper, serveKeeper } from '../../db/keeper/serve-keeper.ts';
import { shrinkFile } from '../../db/keeper/shrink-file.ts';
import { packageRoot } from '../package-root.ts';
import { createBlockIndexer } from './block-indexer.ts';
import { createBlockTrimmer } from './block-trimmer.ts';
import type { LogKeeperCalls, LogKeeperData } from './calls.ts';
import { createLineTrimmer } from './line-trimmer.ts';
import { createLineWriter } from './line-writer.ts';
import type { KeptLine, LogLine } from './log-line.ts';
import { createTallyTable } from './tally-table.ts';

/** After so many lines, or characters, it is looked whether they still fit. */
const LINES_PER_LOOK = 2000;
const CHARS_PER_LOOK = 1_000_000;

/** How long the end may take to give free pages back. */
const SHRINK_MS = 1000;

const { path, maxBytes } = workerData as LogKeeperData;

const database = openDatabase(path, { migrations: join(packageRoot, 'db/migrations/logs') });
const tallies = createTallyTable(database);
const writer = createLineWriter(database, tallies);
const indexer = createBlockIndexer(database);
const trimmer = createBlockTrimmer(database, tallies);
const lineTrimmer = createLineTrimmer(database, tallies);
const dropStreams = database.prepare('delete from stream where not exists (select 1 from line where stream_id = id)');
let newestSeq = database.prepare<{ seq: number }>('select coalesce(max(seq), 0) as seq from line').get()!.seq;
let linesToLook = 0;
let charsToLook = 0;
/** Of lines that may be in no block; what lies there at the start is not counted. */
let charsToIndex = CHARS_PER_LOOK;
/** Work behind the appends, one at a time: it must not wait in the same line as they do. */
let tidying: Promise<void> | undefined;

const keeper: ServedKeeper<readonly KeptLine[]> = serveKeeper<LogKeeperCalls, readonly KeptLine[]>(
  {
    append: async (_signal, lines) => {
      const appended = await database.transactional.batch(scope => {
        scope.onRollback(forget); // the commit that it shares with others may fail, too
        const { kept, chars } = keepAll(lines);
        scope.onCommit(() => tell(kept, chars));
        return { kept: kept.length, refused: lines.length - kept.length };
      });
      startTidying();
      return appended;
    },
    sweep: async (_signal, keepFromMs, nowMs) => {
      await tidying;
      await repeat(() => trimmer.trimOlderThan(keepFromMs));
      await repeat(() => lineTrimmer.trimOlderThan(keepFromMs));
      await repeat(() => trimmer.trimToBytes(maxBytes));
      await database.transactional.batch(() => {
        tallies.tidy(nowMs);
        dropStreams.run();
        forget(); // a stream may be gone
      });
    },
    ready: () => {},
    connect: (_signal, port) => keeper.serve(port),
  },
  async () => {
    await tidying;
    shrinkFile(database, SHRINK_MS);
    database.close();
  },
);

function keepAll(lines: readonly LogLine[]) {
  try {
    const kept = lines.flatMap(line => writer.keep(line) ?? []);
    return { kept, chars: writer.settle() };
  } catch (error) {
    forget(); // before the next one of the same commit
    throw error;
  }
}

function tell(kept: readonly KeptLine[], chars: number): void {
  const last = kept.at(-1);
  if (last === undefined) return;
  newestSeq = last.seq;
  linesToLook += kept.length;
  charsToLook += chars;
  charsToIndex += chars;
  keeper.publish(kept);
}

/** A failure costs nothing that was answered; the next append tries again. */
function startTidying(): void {
  if (tidying || (!isIndexDue() && !isLookDue())) return;
  tidying = tidyUp()
    .catch(forget)
    .finally(() => {
      tidying = undefined;
    });
}

async function tidyUp(): Promise<void> {
  await repeat(() => {
    if (!isIndexDue()) return false;
    indexer.indexSome(newestSeq);
    return true;
  });
  charsToIndex = 0;
  if (!isLookDue()) return;
  linesToLook = 0;
  charsToLook = 0;
  await repeat(() => trimmer.trimToBytes(maxBytes));
}

function isIndexDue(): boolean {
  return indexer.isDue(newestSeq, charsToIndex >= CHARS_PER_LOOK);
}

function isLookDue(): boolean {
  return linesToLook >= LINES_PER_LOOK || charsToLook >= CHARS_PER_LOOK;
}

/** One transaction a turn, and those of others in between, until there is nothing more to do. */
async function repeat(turn: () => boolean): Promise<void> {
  while (await database.transactional.batch(turn));
}

function forget(): void {
  writer.forget();
  indexer.forget();
}
