import type { KeeperLine } from '../../db/keeper/connect-keeper.ts';
import type { HistoryCalls } from '../history/calls.ts';
import { type ColumnsKept, FIRST_NAMED_ID, type NamedSeries } from '../history/column-batch.ts';
import { type Columns, createColumns, POINT_BYTES } from '../history/head/columns.ts';
import type { Sender } from '../history/sender.ts';
import { BufferPool } from './buffer-pool.ts';
import type { PointColumns } from './point-columns.ts';
import type { SeriesRef } from './series-ref.ts';

/** Sends points to the history; resolves when they are durable. */
export type SubmitPoints = (points: PointColumns, nowMs: number, sender?: Sender) => Promise<ColumnsKept>;

/**
 * Numbers the series of points as the history numbers them, and names those that it has no number of. One instance for
 * each thread: it knows in which epoch its numbers were learned, and learns them anew when another one has begun.
 */
export function createSubmitPoints(history: Pick<KeeperLine<HistoryCalls>, 'call'>): SubmitPoints {
  const buffers = new BufferPool();
  let epoch = 0;

  return async (points, nowMs, sender) => {
    for (;;) {
      const sentIn = epoch;
      const { length } = points;
      const buffer = buffers.take(length * POINT_BYTES);
      const named = fillColumns(createColumns(length, buffer), points, sentIn);
      const batch = { epoch: sentIn, length, buffer, named: named.map(toNamed) };
      const answer = await history.call('appendColumns', [batch, nowMs, sender], { transfer: [buffer] });
      buffers.give(answer.buffer);
      if ('staleSince' in answer) {
        epoch = answer.staleSince;
        continue;
      }
      learn(named, answer.ids, sentIn);
      return answer;
    }
  };
}

/** Gives the series that have no number. */
function fillColumns({ seriesIds, times, values }: Columns, points: PointColumns, epoch: number): SeriesRef[] {
  times.set(points.times);
  values.set(points.values);
  const places = new Map<SeriesRef, number>();
  for (let i = 0; i < seriesIds.length; i++) {
    const ref = points.refAt(i);
    seriesIds[i] = ref.id > 0 && ref.epoch === epoch ? ref.id : FIRST_NAMED_ID + placeOf(places, ref);
  }
  return [...places.keys()];
}

function placeOf(places: Map<SeriesRef, number>, ref: SeriesRef): number {
  const place = places.get(ref) ?? places.size;
  places.set(ref, place);
  return place;
}

function toNamed({ metric, labels, unit }: SeriesRef): NamedSeries {
  return { metric, labels, unit };
}

function learn(named: readonly SeriesRef[], ids: Uint32Array, epoch: number): void {
  for (const [place, ref] of named.entries()) {
    ref.id = ids[place]!;
    ref.epoch = epoch;
  }
}
