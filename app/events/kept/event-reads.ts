import { setImmediate as turn } from 'node:timers/promises';
import type { Database } from '../../../db/database.ts';
import type { KeptEvent } from './event.ts';
import { isWanted } from './event-filter.ts';
import { EVENT_COLUMNS, type EventRow, toEvent } from './event-row.ts';
import type {
  AfterQuery,
  EventKeeperCalls,
  Page,
  PageQuery,
  Payload,
  Since,
  Slice,
  TopicState,
} from './keeper-calls.ts';

/** Rows looked at in a piece, so that a long search never holds the writing up. */
const SLICE_ROWS = 200;
const MAX_VERSIONS = 100;

/** Of each topic no more rows than are wanted are looked at: the index gives them in order. */
const ofTopics = (beyond: string, order: string) => `
  select ${EVENT_COLUMNS} from event where seq in (
    select found.seq from json_each(@topics) as wanted cross join event as found
    where found.seq in (select seq from event where topic = wanted.value and seq ${beyond} @seq order by seq ${order} limit @limit)
  ) order by seq ${order} limit @limit`;
const ofAll = (beyond: string, order: string) =>
  `select ${EVENT_COLUMNS} from event where @topics is null and seq ${beyond} @seq order by seq ${order} limit @limit`;

/** What readers ask for. Each answer is one read, or pieces between which the thread does other things. */
export function createEventReads(database: Pick<Database, 'prepare'>) {
  const prepare = (select: typeof ofTopics, lost: string) => ({
    after: database.prepare<EventRow>(select('>', '')),
    before: database.prepare<EventRow>(select('<', 'desc')),
    lost: database.prepare<{ seq: number | null }>(`select max(lost_seq) as seq from topic where ${lost}`),
  });
  const some = prepare(ofTopics, 'name in (select value from json_each(?))');
  const all = prepare(ofAll, '? is null');
  const of = (topics: readonly string[] | undefined) =>
    topics === undefined ? ([all, null] as const) : ([some, JSON.stringify(topics)] as const);

  const byId = database.prepare<EventRow>(`select ${EVENT_COLUMNS} from event where id = ?`);
  const bySequence = database.prepare<EventRow>(
    `select ${EVENT_COLUMNS} from event where topic = ? and sequence = ? order by seq desc limit ?`,
  );
  const seqAt = database.prepare<{ seq: number }>(
    'select min(seq) as seq from (select seq from event where at_ms >= ? order by at_ms, seq limit 1)',
  );
  const head = database.prepare<{ seq: number }>(
    "select coalesce(max(seq), 0) as seq from sqlite_sequence where name = 'event'",
  );
  const newestTopics = database.prepare<{ name: string; events: number }>(
    'select name, events from topic where events > 0 order by last_seq desc limit ?',
  );
  const newestOf = database.prepare<EventRow>(
    `select ${EVENT_COLUMNS} from event where topic = ? and kind = 'message' and is_replaced = 0 order by seq desc limit 1`,
  );
  const payloadOf = database.prepare<{ topic: string; at_ms: number; headers: string; body: string }>(
    'select * from payload where topic = ?',
  );

  return {
    after({ topics, seq, limit }: AfterQuery): Slice {
      const [statements, given] = of(topics);
      const events = statements.after.all({ topics: given, seq, limit }).map(toEvent);
      const lostSeq = statements.lost.get(given)?.seq ?? 0;
      return { events, lostSeq, isAtEnd: events.length < limit };
    },
    async page(query: PageQuery, signal: AbortSignal): Promise<Page> {
      const { topics, filter, beforeSeq, fromMs = 0, toMs = Number.POSITIVE_INFINITY, limit } = query;
      const [statements, given] = of(topics);
      const events: KeptEvent[] = [];
      for (let below = beforeSeq ?? Number.MAX_SAFE_INTEGER; ; await turn()) {
        signal.throwIfAborted();
        const rows = statements.before.all({ topics: given, seq: below, limit: SLICE_ROWS });
        for (const row of rows) {
          below = row.seq;
          if (row.at_ms < fromMs || row.at_ms >= toMs || row.kind !== 'message' || row.is_replaced === 1) continue;
          const event = toEvent(row);
          if (!isWanted(event, filter)) continue;
          if (events.length === limit) return { events, isMore: true };
          events.push(event);
        }
        const isOver = rows.length < SLICE_ROWS || rows.at(-1)!.at_ms < fromMs;
        if (isOver) return { events, isMore: false };
      }
    },
    /** The number before the first event that is wanted. An id that is not known any more is older than all there are. */
    positionOf(since: Since, topics: readonly string[] | undefined): number {
      switch (since.kind) {
        case 'all':
          return 0;
        case 'none':
          return head.get()!.seq;
        case 'id':
          return byId.get(since.id)?.seq ?? 0;
        case 'time':
          return (seqAt.get(since.atMs)?.seq ?? head.get()!.seq + 1) - 1;
        case 'latest': {
          const [statements, given] = of(topics);
          return (statements.before.get({ topics: given, seq: Number.MAX_SAFE_INTEGER, limit: 1 })?.seq ?? 1) - 1;
        }
      }
    },
    find(id: string): ReturnType<EventKeeperCalls['find']> {
      const row = byId.get(id);
      if (!row) return undefined;
      const versions = bySequence.all(row.topic, row.sequence, MAX_VERSIONS).map(toEvent);
      return { event: toEvent(row), versions };
    },
    newest(limit: number): TopicState[] {
      return newestTopics.all(limit).flatMap(({ name, events }) => {
        const row = newestOf.get(name);
        return row ? [{ topic: name, events, newest: toEvent(row) }] : [];
      });
    },
    payload(topic: string): Payload | undefined {
      const row = payloadOf.get(topic);
      return row && { topic, atMs: row.at_ms, headers: JSON.parse(row.headers), body: row.body };
    },
  };
}
