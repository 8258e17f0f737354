import { raw } from 'hono/html';
import type { Child } from 'hono/jsx';
import { Button } from '../../../components/button.tsx';
import { CodeLine } from '../../../components/code-line.tsx';
import { Icon } from '../../../components/icons.tsx';
import { LiveStream } from '../../../components/live.tsx';
import { Sheet } from '../../../components/sheet.tsx';
import { type LiveLink, Page, type PageShell } from '../../http/page.tsx';
import type { Screen } from '../../http/screen.ts';
import { routes } from '../../routes.ts';
import { EventsSegment } from './events-segment.tsx';
import { type FeedQuery, feedParams } from './feed-query.ts';
import { NoticeChoice } from './notice-choice.tsx';

export interface EventsPageProps {
  readonly shell: PageShell;
  readonly live: LiveLink;
  readonly query: FeedQuery;
  readonly found: Child;
  /** A line that sends an event as it stands. */
  readonly line: string;
}

/** All events, searched as you type, and how to send one. */
export function EventsPage({ shell, live, query, found, line }: EventsPageProps) {
  const address = /(?:https?:\/\/|localhost)[^'"\s]*/.exec(line)?.[0];
  return (
    <Page {...{ shell, live }} title="Events" room="events" acts={<EventsSegment current="events" />}>
      <search>
        <Tools query={query} />
      </search>
      {found}
      <div class="events-below">
        <Sheet id="send-event" title="Send one" note="with ntfy's clients, too">
          <CodeLine text={line} address={address} />
        </Sheet>
        <NoticeChoice />
      </div>
    </Page>
  );
}

function Tools({ query }: { readonly query: FeedQuery }) {
  const { search, tag, least, topic } = query;
  return (
    <form
      class="event-tools"
      method="get"
      action={routes.events.href()}
      hx-get={routes.events.href()}
      hx-trigger="input changed delay:200ms, submit"
      hx-target="#found"
      hx-swap="outerHTML"
      hx-sync="this:replace"
      hx-replace-url="true"
    >
      <label class="box event-tools__search">
        <Icon name="find" />
        <input
          class="box__control"
          type="search"
          name="q"
          value={search}
          placeholder="Words of an event"
          aria-label="Search events"
          autocomplete="off"
        />
      </label>
      <label class="box event-tools__tag">
        <span class="box__unit">#</span>
        <input
          class="box__control"
          type="search"
          name="tag"
          value={tag}
          placeholder="Tag"
          aria-label="Tag"
          autocomplete="off"
        />
      </label>
      <label class="box">
        <select class="box__control" name="p" aria-label="Priority">
          {PRIORITIES.map(([value, words]) => (
            <option value={value} selected={value === (least === 1 ? '' : String(least))}>
              {words}
            </option>
          ))}
        </select>
        <Icon name="down" />
      </label>
      {topic !== undefined && <input type="hidden" name="topic" value={topic} />}
      <Button size="small">Show</Button>
    </form>
  );
}

const PRIORITIES = [
  ['', 'Any priority'],
  ['3', 'Default and above'],
  ['4', 'High and above'],
  ['5', 'Max only'],
] as const;

export interface FoundEventsProps {
  readonly screen: Screen;
  readonly query: FeedQuery;
}

/** What was found, with the stream of its own; a search swaps both. */
export function FoundEvents({ screen, query }: FoundEventsProps) {
  return (
    <section class="sheet events-found" id="found" aria-label="Found events">
      {raw(screen.html('event-topics'))}
      {raw(screen.html('event-rows'))}
      {raw(screen.html('events-older'))}
      <LiveStream href={routes.eventsLive.href({}, { ...feedParams(query), cursor: screen.cursor })} />
    </section>
  );
}
