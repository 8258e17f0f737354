import { connectKeeper } from '../../../db/keeper/connect-keeper.ts';
import type { HistoryCalls } from '../calls.ts';
import { FIRST_NAMED_ID } from '../column-batch.ts';
import { createColumns, POINT_BYTES } from '../head/columns.ts';
import type { HistoryStore } from '../store.ts';

/** As many as a body of line protocol often has. */
const BATCH_POINTS = 2_000;
/** Batches on their way at one time: they share commits. */
const AT_ONCE = 4;

export interface ManyPoints {
  readonly series: number;
  readonly points: number;
  /** Of the first point of each series; the next ones follow second by second. */
  readonly fromMs: number;
  readonly nowMs: number;
}

/** Appends points of series `m{s="0"}`, `m{s="1"}` and so on, as fast as intake threads do: in columns. */
export async function appendMany(store: HistoryStore, many: ManyPoints): Promise<void> {
  const line = connectKeeper<HistoryCalls>(await store.connect(), 'history keeper');
  const ids = new Uint32Array(many.series);
  const { epoch } = await nameAll();
  let from = 0;
  const send = async () => {
    while (from < many.points) {
      const [first, length] = [from, Math.min(BATCH_POINTS, many.points - from)];
      from += length;
      const buffer = new ArrayBuffer(length * POINT_BYTES);
      fill(buffer, first, length, at => ids[at % many.series]!);
      await line.call('appendColumns', [{ epoch, length, buffer, named: [] }, many.nowMs], { transfer: [buffer] });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, send));
  line.close();

  /** The first point of each series, which learns the ids. */
  async function nameAll(): Promise<{ epoch: number }> {
    const named = Array.from({ length: many.series }, (_, s) => ({ metric: 'm', labels: { s: `${s}` } }));
    for (let epoch = 0; ; ) {
      const buffer = new ArrayBuffer(many.series * POINT_BYTES);
      fill(buffer, 0, many.series, at => FIRST_NAMED_ID + at);
      const batch = { epoch, length: many.series, buffer, named };
      const answer = await line.call('appendColumns', [batch, many.nowMs], { transfer: [buffer] });
      if ('ids' in answer) {
        ids.set(answer.ids);
        return { epoch };
      }
      epoch = answer.staleSince;
    }
  }

  function fill(buffer: ArrayBuffer, first: number, length: number, idAt: (at: number) => number): void {
    const columns = createColumns(length, buffer);
    for (let i = 0; i < length; i++) {
      const at = first + i;
      columns.seriesIds[i] = idAt(at);
      columns.times[i] = many.fromMs + Math.floor(at / many.series) * 1000;
      columns.values[i] = (at % 1009) / 10;
    }
  }
}
