import type { History } from '../reactive.ts';

/** An outbox table in memory. `rows` is the table: add, prune and read it freely. */
export function createFakeHistory<T>(): History<T> & { rows: [seq: number, value: T][]; reads: number } {
  let head = 0;
  const history = {
    rows: [] as [number, T][],
    reads: 0,
    read(after: number, limit: number) {
      history.reads++;
      return history.rows.filter(([seq]) => seq > after).slice(0, limit);
    },
    get head() {
      head = Math.max(head, history.rows.at(-1)?.[0] ?? 0);
      return head;
    },
  };
  return history;
}
