import type { Database } from '../../../db/database.ts';
import type { EventDraft, KeptEvent } from './event.ts';
import { newEventId } from './event-id.ts';
import { eventLimits, type KeepLimits } from './event-limits.ts';
import type { Appended, Payload } from './keeper-calls.ts';

/** Rows deleted at a time, so that keeping the bounds never holds a commit up. */
const TRIM_SLICE_EVENTS = 200;

/** Writes events and keeps their bounds. Call inside a transaction only. */
export function createEventTable(database: Pick<Database, 'prepare'>, limits: KeepLimits) {
  const insert = database.prepare(
    `insert into event (id, topic, at_ms, kind, sequence, title, message, priority, tags, click, is_markdown, actions, source, bytes)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const replace = database.prepare(
    'update event set is_replaced = 1 where topic = ? and sequence = ? and is_replaced = 0',
  );
  const topic = database.prepare<{ events: number }>('select events from topic where name = ?');
  const addTopic = database.prepare('insert into topic (name) values (?)');
  const topicCount = database.prepare<{ count: number }>('select count(*) as count from topic');
  const dropEmpty = database.prepare(
    'delete from topic where name in (select name from topic where events = 0 order by last_seq limit 1)',
  );
  const total = database.prepare<{ events: number; bytes: number }>('select events, bytes from total');
  const oldestOf = database.prepare(
    'delete from event where seq in (select seq from event where topic = ? order by seq limit ?)',
  );
  const oldest = database.prepare('delete from event where seq in (select seq from event order by seq limit ?)');
  /** No more of them than make so much room. */
  const oldestBytes = database.prepare(
    `delete from event where seq in (
       select seq from (
         select seq, sum(bytes) over (order by seq) - bytes as freed from (select seq, bytes from event order by seq limit ?)
       ) where freed < ?
     )`,
  );
  const outdated = database.prepare(
    'delete from event where seq in (select seq from event where at_ms < ? order by at_ms limit ?)',
  );
  const fullTopics = database.prepare<{ name: string; events: number }>(
    'select name, events from topic where events > ?',
  );
  const dropPayloads = database.prepare('delete from payload where at_ms < ?');
  const putPayload = database.prepare(
    'insert into payload values (?, ?, ?, ?) on conflict do update set at_ms = excluded.at_ms, headers = excluded.headers, body = excluded.body',
  );
  const trimPayloads = database.prepare(
    'delete from payload where topic not in (select topic from payload order by at_ms desc limit ?)',
  );

  const admit = (name: string): string | undefined => {
    if (topic.get(name)) return undefined;
    if (topicCount.get()!.count >= limits.topics && dropEmpty.run().changes === 0)
      return `There are ${limits.topics} topics, which is the limit. Send to one of them; a topic goes when its last event has run out.`;
    addTopic.run(name);
    return undefined;
  };

  const keep = (draft: EventDraft): KeptEvent => {
    const id = newEventId();
    const event = { ...draft, id, sequence: draft.sequence ?? id };
    if (draft.sequence !== undefined && draft.kind !== 'message_clear') replace.run(draft.topic, draft.sequence);
    const tags = JSON.stringify(draft.tags);
    const actions = JSON.stringify(draft.actions);
    const bytes = Buffer.byteLength(draft.title + draft.message + tags + actions + (draft.click ?? ''));
    const { lastInsertRowid } = insert.run(
      ...[id, draft.topic, draft.atMs, draft.kind, event.sequence, draft.title, draft.message, draft.priority, tags],
      ...[draft.click ?? null, draft.isMarkdown ? 1 : 0, actions, draft.source ?? null, bytes],
    );
    return { ...event, seq: Number(lastInsertRowid) };
  };

  /** Each of these lets a slice go, and gives how many went. */
  const trimTopic = (name: string, events: number, slice: number): number => {
    const over = events - limits.eventsPerTopic;
    return over > 0 ? oldestOf.run(name, Math.min(over, slice)).changes : 0;
  };
  const trimAll = (slice: number): number => {
    const { events, bytes } = total.get()!;
    const over = events - limits.events;
    if (over > 0) return oldest.run(Math.min(over, slice)).changes;
    return bytes > limits.bytes ? oldestBytes.run(slice, bytes - limits.bytes).changes : 0;
  };
  const trimOlder = (nowMs: number): number => outdated.run(nowMs - limits.keepMs, TRIM_SLICE_EVENTS).changes;

  const trim = (drafts: readonly EventDraft[]) => {
    const slice = TRIM_SLICE_EVENTS + drafts.length;
    for (const name of new Set(drafts.map(draft => draft.topic))) trimTopic(name, topic.get(name)!.events, slice);
    trimAll(slice);
    trimOlder(drafts[0]!.atMs);
  };

  return {
    append(drafts: readonly EventDraft[]): Appended {
      for (const name of new Set(drafts.map(draft => draft.topic))) {
        const refusal = admit(name);
        if (refusal !== undefined) return { refusal };
      }
      const events = drafts.map(keep);
      if (drafts.length > 0) trim(drafts);
      return { events };
    },
    /** Lets a slice of what is beyond the bounds go. False: all is within. */
    sweep(nowMs: number): boolean {
      const full = fullTopics.all(limits.eventsPerTopic);
      for (const { name, events } of full) trimTopic(name, events, TRIM_SLICE_EVENTS);
      dropPayloads.run(nowMs - limits.keepMs);
      return trimAll(TRIM_SLICE_EVENTS) + trimOlder(nowMs) + full.length > 0;
    },
    keepPayload({ topic, atMs, headers, body }: Payload): void {
      putPayload.run(topic, atMs, JSON.stringify(headers), body);
      trimPayloads.run(eventLimits.payloads);
    },
  };
}
