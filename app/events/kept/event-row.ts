import type { EventKind, KeptEvent, Priority } from './event.ts';

/** An event as a row of the table. */
export interface EventRow {
  readonly seq: number;
  readonly id: string;
  readonly topic: string;
  readonly at_ms: number;
  readonly kind: EventKind;
  readonly sequence: string;
  readonly title: string;
  readonly message: string;
  readonly priority: Priority;
  readonly tags: string;
  readonly click: string | null;
  readonly is_markdown: number;
  readonly actions: string;
  readonly source: string | null;
  readonly is_replaced: number;
}

export const EVENT_COLUMNS =
  'seq, id, topic, at_ms, kind, sequence, title, message, priority, tags, click, is_markdown, actions, source, is_replaced';

export function toEvent(row: EventRow): KeptEvent {
  const { seq, id, topic, kind, sequence, title, message, priority } = row;
  return {
    ...{ seq, id, topic, atMs: row.at_ms, kind, sequence, title, message, priority },
    tags: JSON.parse(row.tags),
    isMarkdown: row.is_markdown === 1,
    actions: JSON.parse(row.actions),
    ...(row.click !== null && { click: row.click }),
    ...(row.source !== null && { source: row.source }),
  };
}
