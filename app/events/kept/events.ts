import type { Unwritable } from '../../../db/keeper/write-watch.ts';
import type { ReactiveStream } from '../../stream/reactive.ts';
import type { EventDraft, KeptEvent } from './event.ts';
import type {
  AfterQuery,
  Appended,
  EventKeeperCalls,
  Page,
  PageQuery,
  Payload,
  Since,
  Slice,
  TopicState,
} from './keeper-calls.ts';

/** The port of the events' store: asynchronous and message-shaped, as `Logs` is. */
export interface Events {
  /** Keeps all of them, with the body of the webhook that brought them, or none. Resolves when they are durable. */
  append(drafts: readonly EventDraft[], payload?: Payload): Promise<Appended>;
  /** The number before the first event that is wanted. */
  positionOf(since: Since, topics: readonly string[] | undefined): Promise<number>;
  /** What follows a number, oldest first, updates and deletions included. */
  after(query: AfterQuery): Promise<Slice>;
  /** What is to be shown, newest first. */
  page(query: PageQuery, signal?: AbortSignal): Promise<Page>;
  find(id: string): Promise<ReturnType<EventKeeperCalls['find']>>;
  /** Topics with their newest message, the newest first. */
  newest(limit: number): Promise<readonly TopicState[]>;
  payload(topic: string): Promise<Payload | undefined>;
  /** Committed events in the order of their `seq`. */
  readonly live: ReactiveStream<KeptEvent>;
  /** Lets go what is beyond the bounds. Runs by itself once a minute. */
  sweep(): Promise<void>;
  /** Undefined: the last events were kept. */
  readonly unwritable: Unwritable | undefined;
  close(): Promise<void>;
}
