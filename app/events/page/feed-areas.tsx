import { area, Slot, wholeArea } from '../../http/area.tsx';
import type { Area } from '../../http/screen.ts';
import { routes } from '../../routes.ts';
import type { KeptEvent } from '../kept/event.ts';
import { EventRow } from './event-row.tsx';
import { type FeedQuery, feedParams, isNarrowed } from './feed-query.ts';

export interface FeedState {
  readonly query: FeedQuery;
  /** Newest first. */
  readonly shown: readonly KeptEvent[];
  /** There are older ones. */
  readonly isMore: boolean;
  readonly topics: readonly string[];
  readonly nowMs: number;
  readonly timeZone: string;
}

/** The live parts of the page: topics to choose from, the events, and the way to older ones. */
export function feedAreas(state: FeedState): Area[] {
  const { query, shown, nowMs, timeZone } = state;
  const hrefs = {
    topicHref: (topic: string) => routes.events.href({}, feedParams(query, { topic, beforeSeq: undefined })),
    tagHref: (tag: string) => routes.events.href({}, feedParams(query, { tag, beforeSeq: undefined })),
  };
  const rows = shown.map(event => ({
    id: `event-${event.id}`,
    html: String(<EventRow {...{ event, nowMs, timeZone, ...hrefs }} />),
  }));
  const none = { id: 'events-none', html: String(<NoEvent query={query} />) };
  return [
    wholeArea('event-topics', <Topics {...state} />),
    area(
      'event-rows',
      <ol class="events" id="event-rows" aria-label="Events, newest first">
        <Slot />
      </ol>,
      rows.length > 0 ? rows : [none],
    ),
    wholeArea('events-older', <Older {...state} />),
  ];
}

/** Why there is nothing, as page and text say it. */
export function nothingThere(query: FeedQuery): string {
  return isNarrowed(query) ? 'No event is like that.' : 'No event yet. The line below sends one.';
}

function NoEvent({ query }: { readonly query: FeedQuery }) {
  return (
    <li class="event event--none" id="events-none">
      <p>{nothingThere(query)}</p>
    </li>
  );
}

function Topics({ query, topics }: FeedState) {
  const all = query.topic === undefined || topics.includes(query.topic) ? topics : [query.topic, ...topics];
  const links = [{ label: 'All topics', topic: undefined }, ...all.toSorted().map(topic => ({ label: topic, topic }))];
  return (
    <nav class="event-topics" id="event-topics" aria-label="Topics">
      {topics.length > 0 &&
        links.map(({ label, topic }) => (
          <a
            class="event-topics__link"
            href={routes.events.href({}, feedParams(query, { topic, beforeSeq: undefined }))}
            aria-current={topic === query.topic ? 'true' : undefined}
          >
            {label}
          </a>
        ))}
    </nav>
  );
}

function Older({ query, shown, isMore }: FeedState) {
  return (
    <p class="events-older" id="events-older">
      {query.beforeSeq !== undefined && (
        <a class="link" href={routes.events.href({}, feedParams(query, { beforeSeq: undefined }))}>
          Newest events
        </a>
      )}
      {isMore && (
        <a class="link" href={routes.events.href({}, feedParams(query, { beforeSeq: shown.at(-1)!.seq }))}>
          Older events
        </a>
      )}
    </p>
  );
}
