import type { ChunkTable, PackedChunk } from '../chunk/chunk-table.ts';
import { CorruptChunkError } from '../chunk/corrupt-chunk-error.ts';
import { mergePoints } from '../head/merge-points.ts';
import type { Points } from '../head/points.ts';
import { type HourStats, hourOf } from '../hourly/hour-stats.ts';
import { hoursBetween } from '../hourly/hours-between.ts';
import { tooManyPoints } from './query-too-large-error.ts';
import { add, type RangeReadParts } from './range-read.ts';
import { createReadAhead } from './read-ahead.ts';
import { SampleColumns } from './sample-columns.ts';
import { headsOf, type SamplePlan, type SampleRequest } from './sample-plan.ts';
import { SampleSlab } from './sample-slab.ts';
import { createTurns } from './turns.ts';
import { withHours } from './with-hours.ts';

export interface SampleTables extends Pick<RangeReadParts, 'hours' | 'onCorrupt' | 'onCorruptHours'> {
  readonly chunks: Pick<ChunkTable, 'packedOfMany' | 'get'>;
}

type Note = (points: number) => void;

/**
 * The samples of the series that a plan says must be read, in its order, from the snapshot that is open. Every point is
 * wanted, so chunks are not asked what they know of themselves: they come with their points, all of them by one statement.
 */
export async function readSamples(
  parts: SampleTables,
  signal: AbortSignal,
  plan: SamplePlan,
  request: SampleRequest,
): Promise<Points[]> {
  const { fromMs, toMs } = request;
  const giveTurn = createTurns(signal);
  const note = createCounter(request.maxPoints);
  const stored = createStoredPoints(parts, plan.ids, request, note);
  const hoursOf = { between: createReadAhead(parts.hours, Array.from(plan.ids)) };
  const found: Points[] = [];
  for (const { id, head } of headsOf(plan)) {
    note(head.times.length);
    const points = mergePoints(stored(id), head);
    const hours = Array.from(hoursBetween(hoursOf, id, hourOf(fromMs), toMs, parts.onCorruptHours));
    found.push(hours.length === 0 ? points : amongHours(points, hours, request, note));
    const turn = giveTurn();
    if (turn) await turn;
  }
  return found;
}

/** Gives the points in the file of one series after the other, which are asked for in the order of the ids. */
function createStoredPoints(
  { chunks, onCorrupt }: SampleTables,
  ids: Uint32Array,
  { fromMs, toMs }: SampleRequest,
  note: Note,
) {
  const rows = chunks.packedOfMany(ids, fromMs, toMs)[Symbol.iterator]();
  const slab = new SampleSlab();
  let row: IteratorResult<PackedChunk, unknown> | undefined;
  return (id: number): Points => {
    row ??= rows.next();
    for (; !row.done && row.value.seriesId === id; row = rows.next()) {
      try {
        note(slab.add(row.value.points, fromMs, toMs));
      } catch (error) {
        if (!(error instanceof CorruptChunkError)) throw error;
        onCorrupt(chunks.get(row.value.id)!, error);
      }
    }
    return slab.take();
  };
}

function amongHours(points: Points, hours: readonly HourStats[], { fromMs, toMs }: SampleRequest, note: Note): Points {
  const columns = new SampleColumns(fromMs, toMs, note);
  for (const piece of withHours([{ kind: 'points', points }], hours)) add(columns, piece);
  return columns.result();
}

/** Throws when there are more points than may be. */
function createCounter(maxPoints: number): Note {
  let count = 0;
  return points => {
    count += points;
    if (count > maxPoints) throw tooManyPoints(maxPoints);
  };
}
