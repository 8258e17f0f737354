import type { FeedEvents } from '../../http/run-screen.ts';
import type { TextFeed } from '../../http/text-feed.ts';
import { follow } from '../../stream/follow.ts';
import type { KeptEvent, Priority } from '../kept/event.ts';
import { type EventFilter, isWanted } from '../kept/event-filter.ts';
import type { Events } from '../kept/events.ts';
import { feedAreas } from './feed-areas.tsx';
import type { FeedQuery } from './feed-query.ts';
import { feedText } from './feed-text.ts';

export interface FeedSources {
  readonly events: Pick<Events, 'page' | 'newest' | 'live'>;
  readonly now: () => number;
  /** IANA name. */
  readonly timeZone: string;
}

/** Events on a page; older ones are a page further. */
export const FEED_EVENTS = 100;
/** Topics to choose from, those with the newest events. */
const FEED_TOPICS = 30;

const PRIORITIES: readonly Priority[] = [1, 2, 3, 4, 5];

/** Events of a query, newest first, kept up to date: subscribes first, reads second, and drops what is in both. */
export async function startEventFeed(
  { events, now, timeZone }: FeedSources,
  query: FeedQuery,
  { onChange, onLost }: FeedEvents,
): Promise<TextFeed> {
  const filter = filterOf(query);
  const stopping = new AbortController();
  const { signal } = stopping;
  const subscription = events.live.subscribe({ signal });
  let topics: readonly string[];
  let shown: readonly KeptEvent[];
  let isMore: boolean;
  try {
    const wanted = query.topic === undefined ? undefined : [query.topic];
    const page = await events.page({ topics: wanted, filter, beforeSeq: query.beforeSeq, limit: FEED_EVENTS });
    ({ events: shown, isMore } = page);
    topics = (await events.newest(FEED_TOPICS)).map(({ topic }) => topic);
  } catch (error) {
    stopping.abort();
    throw error;
  }
  const readUpTo = shown[0]?.seq ?? 0;

  const take = (event: KeptEvent) => {
    if (event.kind === 'message_clear' || shown.some(({ id }) => id === event.id)) return;
    const rest = shown.filter(({ topic, sequence }) => topic !== event.topic || sequence !== event.sequence);
    const isNew = event.kind === 'message' && query.beforeSeq === undefined && event.seq > readUpTo;
    const isShown = isNew && (query.topic ?? event.topic) === event.topic && isWanted(event, filter);
    const next = isShown ? [event, ...rest] : rest;
    isMore ||= next.length > FEED_EVENTS;
    shown = next.slice(0, FEED_EVENTS);
    if (event.kind === 'message' && !topics.includes(event.topic))
      topics = [event.topic, ...topics].slice(0, FEED_TOPICS);
  };

  follow(subscription, { take, onChange, onLost, signal });

  const state = () => ({ query, shown, isMore, topics, nowMs: now(), timeZone });
  return {
    draw: () => feedAreas(state()),
    text: style => feedText(state(), style),
    stop: () => stopping.abort(),
  };
}

export function filterOf({ search, tag, least }: FeedQuery): EventFilter {
  return {
    search,
    ...(tag !== undefined && { tags: [tag] }),
    ...(least > 1 && { priorities: PRIORITIES.filter(priority => priority >= least) }),
  };
}
