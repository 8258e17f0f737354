import type { EventDraft, KeptEvent } from './event.ts';
import type { EventFilter } from './event-filter.ts';
import type { KeepLimits } from './event-limits.ts';

/** What the worker needs to start. */
export interface EventKeeperData {
  readonly path: string;
  readonly limits: KeepLimits;
}

/** The last body that came to the webhook of a topic. */
export interface Payload {
  readonly topic: string;
  readonly atMs: number;
  /** Those that tell the source. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Kept, or a sentence for the sender. */
export type Appended = { readonly events: readonly KeptEvent[] } | { readonly refusal: string };

/** Where a reader begins. */
export type Since =
  | { readonly kind: 'id'; readonly id: string }
  | { readonly kind: 'time'; readonly atMs: number }
  | { readonly kind: 'all' | 'latest' | 'none' };

/** Undefined topics: all of them. */
export interface AfterQuery {
  readonly topics: readonly string[] | undefined;
  /** Events with higher numbers, oldest first. */
  readonly seq: number;
  readonly limit: number;
}

export interface Slice {
  readonly events: readonly KeptEvent[];
  /** Up to this number events of these topics have run out. */
  readonly lostSeq: number;
  /** There were no more when it was read. */
  readonly isAtEnd: boolean;
}

/** The newest ones that are shown: messages that no newer one has replaced, newest first. */
export interface PageQuery {
  readonly topics: readonly string[] | undefined;
  readonly filter: EventFilter;
  /** Only those with lower numbers. */
  readonly beforeSeq?: number | undefined;
  /** Only those of then or later. */
  readonly fromMs?: number | undefined;
  /** Only those before. */
  readonly toMs?: number | undefined;
  readonly limit: number;
}

export interface Page {
  readonly events: readonly KeptEvent[];
  /** There are older ones that may be wanted, too. */
  readonly isMore: boolean;
}

/** A topic with its newest message. */
export interface TopicState {
  readonly topic: string;
  readonly events: number;
  readonly newest: KeptEvent;
}

export interface EventKeeperCalls {
  append(drafts: readonly EventDraft[], payload: Payload | undefined): Appended;
  /** Lets go what is beyond the bounds at `nowMs`. */
  sweep(nowMs: number): void;
  positionOf(since: Since, topics: readonly string[] | undefined): number;
  after(query: AfterQuery): Slice;
  page(query: PageQuery): Page;
  /** The event with this id, and all there are of its sequence, newest first. */
  find(id: string): { readonly event: KeptEvent; readonly versions: readonly KeptEvent[] } | undefined;
  newest(limit: number): readonly TopicState[];
  payload(topic: string): Payload | undefined;
}
