import type { KeeperLine } from '../../db/keeper/connect-keeper.ts';
import type { HistoryCalls } from '../history/calls.ts';
import { type ColumnsKept, FIRST_NAMED_ID, type NamedSeries } from '../history/column-batch.ts';
import type { PointColumns } from './point-columns.ts';
import type { SeriesRef } from './series-ref.ts';

/** Sends points to the history; resolves when they are durable. */
export type SubmitPoints = (points: PointColumns, nowMs: number) => Promise<ColumnsKept>;

/**
 * Numbers the series of points as the history numbers them, and names those that it has no number of. One instance for
 * each thread: it knows in which epoch its numbers were learned, and learns them anew when another one has begun.
 */
export function createSubmitPoints(history: Pick<KeeperLine<HistoryCalls>, 'call'>): SubmitPoints {
  let epoch = 0;

  return async (points, nowMs) => {
    for (;;) {
      const sentIn = epoch;
      const { named, seriesIds } = numberSeries(points.refs, sentIn);
      const columns = { seriesIds, times: points.times.slice(), values: points.values.slice() };
      const transfer = [columns.seriesIds.buffer, columns.times.buffer, columns.values.buffer];
      const batch = { epoch: sentIn, columns, named: named.map(toNamed) };
      const answer = await history.call('appendColumns', [batch, nowMs], { transfer });
      if ('staleSince' in answer) {
        epoch = answer.staleSince;
        continue;
      }
      learn(named, answer.ids, sentIn);
      return answer;
    }
  };
}

function numberSeries(refs: readonly SeriesRef[], epoch: number) {
  const seriesIds = new Uint32Array(refs.length);
  const places = new Map<SeriesRef, number>();
  for (let i = 0; i < refs.length; i++) {
    const ref = refs[i]!;
    seriesIds[i] = ref.id > 0 && ref.epoch === epoch ? ref.id : FIRST_NAMED_ID + placeOf(places, ref);
  }
  return { seriesIds, named: [...places.keys()] };
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
