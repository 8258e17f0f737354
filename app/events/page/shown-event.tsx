import { Button } from '../../../components/button.tsx';
import { Sheet } from '../../../components/sheet.tsx';
import type { TerminalText } from '../../../components/text/terminal-text.ts';
import { textPage } from '../../../components/text/text-page.ts';
import { Page, type PageShell } from '../../http/page.tsx';
import { routes } from '../../routes.ts';
import type { KeptEvent } from '../kept/event.ts';
import { EventRow, timeOf } from './event-row.tsx';
import { priorityLooks } from './priority-words.ts';

export interface ShownEventProps {
  readonly event: KeptEvent;
  /** All of its sequence, newest first. */
  readonly versions: readonly KeptEvent[];
  readonly nowMs: number;
  readonly timeZone: string;
}

const topicHref = (topic: string) => routes.events.href({}, { topic });
const tagHref = (tag: string) => routes.events.href({}, { tag });

/** One event by itself, with what was said in its place before and after. */
export function ShownEventPage({ shell, event, versions, ...clock }: ShownEventProps & { readonly shell: PageShell }) {
  const others = versions.filter(({ id }) => id !== event.id);
  const row = (one: KeptEvent) => <EventRow event={one} {...clock} {...{ topicHref, tagHref }} />;
  return (
    <Page
      shell={shell}
      title={event.title || event.topic}
      room="events"
      acts={<Button href={topicHref(event.topic)}>All of {event.topic}</Button>}
    >
      <div class="shown-event">
        <Sheet id="event" title="Event" note={standing(event, versions)} padded={false}>
          <ol class="events events--whole">
            {event.kind === 'message' ? row(event) : <li class="event">{kindWords(event)}</li>}
          </ol>
        </Sheet>
        {others.length > 0 && (
          <Sheet id="versions" title="Of the same sequence" note={event.sequence} padded={false}>
            <ol class="events">
              {others.map(one => (one.kind === 'message' ? row(one) : <li class="event">{kindWords(one)}</li>))}
            </ol>
          </Sheet>
        )}
      </div>
    </Page>
  );
}

/** The event as lines. */
export function shownEventText({ event, versions, nowMs, timeZone }: ShownEventProps, text: TerminalText): string {
  const { title, topic, message, priority, tags, click, atMs, id } = event;
  const facts = [
    `topic ${topic}, ${priorityLooks[priority].word} priority, ${timeOf(atMs, nowMs, timeZone)}, id ${id}`,
    ...(tags.length > 0 ? [`tags ${tags.join(', ')}`] : []),
    ...(click === undefined ? [] : [click]),
    standing(event, versions),
  ];
  const lines = [...message.split('\n'), '', ...facts.map(fact => text.dim(text.plain(fact)))];
  return textPage(
    {
      title: title || topic,
      nowMs,
      timeZone,
      lines: lines.map(line => (line.startsWith('\u001b') ? line : text.plain(line))),
    },
    text,
  );
}

function standing(event: KeptEvent, versions: readonly KeptEvent[]): string {
  const newest = versions.find(({ kind }) => kind !== 'message_clear');
  if (newest === undefined || newest.id === event.id) return 'as it stands';
  return newest.kind === 'message_delete' ? 'deleted since' : 'replaced since';
}

function kindWords({ kind, sequence }: KeptEvent): string {
  return kind === 'message_delete' ? `${sequence} was deleted.` : `${sequence} was seen.`;
}
