import type { ReadOnlyDatabase } from '../../../db/read-only-database.ts';
import type { ChunkStats } from '../chunk/chunk-stats.ts';
import type { ChunkTable } from '../chunk/chunk-table.ts';
import type { OnCorrupt } from '../chunk/write-points.ts';
import type { Points } from '../head/points.ts';
import type { Series } from '../history.ts';
import type { OnCorruptHours } from '../hourly/add-to-hours.ts';
import type { HourStats } from '../hourly/hour-stats.ts';
import type { HourTable } from '../hourly/hour-table.ts';
import { hoursBetween } from '../hourly/hours-between.ts';
import type { MetaTable } from '../meta-table.ts';
import { type RangePlan, type RangeRequest, withHeads } from './range-plan.ts';
import { createReadAhead } from './read-ahead.ts';
import { segments } from './segments.ts';
import { createTurns } from './turns.ts';
import { type Piece, withHours } from './with-hours.ts';

/** How long a query waits for a snapshot; a few are read at one time. Beyond it, over HTTP, a 503. */
const WAIT_MS = 10_000;

/** A query that takes longer is given up; it would keep the log of the database from being emptied. */
const QUERY_TIMEOUT_MS = 30_000;

/** Flushes end some seconds apart at the least: to meet the end of one again and again is a fault. */
const MAX_ATTEMPTS = 5;

export interface ReadRequest extends RangeRequest {
  /** Hours that begin here or later; `fromMs` if not given. One that began before may reach into the range. */
  readonly hoursFromMs?: number | undefined;
}

export interface RangeReadParts {
  readonly database: ReadOnlyDatabase;
  readonly meta: Pick<MetaTable, 'get'>;
  readonly chunks: Pick<ChunkTable, 'between' | 'ofMany' | 'points'>;
  readonly hours: Pick<HourTable, 'between' | 'ofMany'>;
  /** Asks the keeper, who has the series and the newest points in memory. */
  readonly plan: (range: RangeRequest, signal: AbortSignal) => Promise<RangePlan>;
  readonly onCorrupt: OnCorrupt;
  readonly onCorruptHours: OnCorruptHours;
}

/** What the points of one series are gathered in, by time. */
export interface Gathering<Result> {
  /** False, and nothing added, when the stats of a chunk do not say enough: then its points are added. */
  addStats(stats: ChunkStats): boolean;
  addPoints(points: Points): void;
  /** Where only that is left of an hour. Without it: as the stats of a chunk at its beginning. */
  addHour?(hour: HourStats): void;
  result(): Result;
}

/**
 * Reads the points of series as of one commit, and lets others have their turn meanwhile. Each series is gathered in
 * what `gather` gives.
 */
export function createRangeRead(parts: RangeReadParts) {
  return <Result>(signal: AbortSignal, range: ReadRequest, gather: () => Gathering<Result>) =>
    asOfOneCommit(parts, signal, async flushes => {
      const plan = await parts.plan(range, signal);
      if (plan.flushes !== flushes) return undefined;
      return { commit: plan.commit, series: await readAll(parts, signal, range, plan, gather) };
    });
}

/**
 * Chunks come from a snapshot of the file, the rest from the keeper, who is asked after the snapshot was taken: then
 * nothing is missing and nothing too new, unless a flush has ended between the two, and has taken points out of memory
 * that are not in the snapshot. Then both are taken anew: `read` is told how many flushes the snapshot knows, and gives
 * undefined where the keeper knows another number.
 */
export async function asOfOneCommit<Result>(
  parts: Pick<RangeReadParts, 'database' | 'meta'>,
  signal: AbortSignal,
  read: (flushes: number) => Promise<Result | undefined>,
): Promise<Result> {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const answer = await inSnapshot(parts, signal, () => read(parts.meta.get().flushes));
    if (answer) return answer;
  }
  throw new Error(`The history was not at rest ${MAX_ATTEMPTS} times in a row: this cannot be.`);
}

function inSnapshot<R>(
  { database }: Pick<RangeReadParts, 'database'>,
  signal: AbortSignal,
  read: () => Promise<R>,
): Promise<R> {
  return database.transactional.run(read, {
    kind: 'async',
    access: 'snapshot',
    label: 'history query',
    acquireTimeoutMs: WAIT_MS,
    holdTimeoutMs: QUERY_TIMEOUT_MS,
    signal,
  });
}

async function readAll<Result>(
  { chunks, hours, onCorrupt, onCorruptHours }: RangeReadParts,
  signal: AbortSignal,
  { fromMs, toMs, hoursFromMs = fromMs }: ReadRequest,
  plan: RangePlan,
  gather: () => Gathering<Result>,
) {
  const giveTurn = createTurns(signal);
  const ids = plan.series.map(({ id }) => id);
  const ahead = {
    chunks: { ...chunks, between: createReadAhead(chunks, ids) },
    hours: { between: createReadAhead(hours, ids) },
  };
  const answer: (Series & Result)[] = [];
  for (const { id, facts, head } of withHeads(plan)) {
    const gathering = gather();
    const points = segments({ chunks: ahead.chunks, seriesId: id, head, fromMs, toMs, onCorrupt });
    const hoursOfSeries = Array.from(hoursBetween(ahead.hours, id, hoursFromMs, toMs, onCorruptHours));
    for (const piece of hoursOfSeries.length > 0 ? withHours(points, hoursOfSeries) : points) {
      add(gathering, piece);
      const turn = giveTurn();
      if (turn) await turn;
    }
    answer.push({ ...facts, ...gathering.result() });
  }
  return answer;
}

/** Adds a piece as it is, or its points where that does not say enough. */
export function add(gathering: Gathering<unknown>, piece: Piece): void {
  if (piece.kind === 'points') gathering.addPoints(piece.points);
  else if (piece.kind === 'hour') addHour(gathering, piece.hour);
  else if (!gathering.addStats(piece.chunk)) gathering.addPoints(piece.read());
}

function addHour(gathering: Gathering<unknown>, hour: HourStats): void {
  if (gathering.addHour) gathering.addHour(hour);
  else gathering.addStats(atItsBeginning(hour));
}

/** When its points were is not known any more. */
function atItsBeginning({ atMs, ...stats }: HourStats): ChunkStats {
  return { ...stats, firstMs: atMs, lastMs: atMs };
}
