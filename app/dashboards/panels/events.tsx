import { clockTime } from '../../../components/format/clock-time.ts';
import { freshnessOf } from '../../../components/format/freshness.ts';
import { Shape } from '../../../components/icons.tsx';
import { cutText } from '../../../components/text/terminal-text.ts';
import { textHeading } from '../../../components/text/text-page.ts';
import { Time } from '../../../components/time.tsx';
import type { KeptEvent } from '../../events/kept/event.ts';
import { routes } from '../../routes.ts';
import type { Panel } from '../panel.ts';

/** Events that a panel holds; as many as fit are seen, the newest first. */
const MAX_EVENTS = 40;
const MAX_TEXT_EVENTS = 8;
const DAY_MS = 24 * 60 * 60_000;

/** The newest events of some topics. */
export const events: Panel<'events'> = {
  kind: 'events',
  awaits: ({ topics }) => `an event of ${topics.join(', ')}`,

  standing(_, { events: known, nowMs }) {
    const newest = known.at(-1);
    return newest && { state: 'live', age: freshnessOf(newest.atMs, undefined, nowMs).age };
  },

  draw({ id, title, topics }, { events: known, nowMs, timeZone }) {
    return (
      <ol class="panel-events" id={`${id}-events`} aria-label={title}>
        {newestOf(known, MAX_EVENTS).map(event => (
          <li class="panel-events__row" id={`${id}-event-${event.id}`}>
            <Shape name="pennant" />
            <span class="panel-events__words">
              {wordsOf(event)}
              {topics.length > 1 && <span class="panel-events__by">{event.topic}</span>}
            </span>
            <a class="panel-events__time" href={routes.eventShown.href({ id: event.id })}>
              <Time iso={new Date(event.atMs).toISOString()} words={timeOf(event, nowMs, timeZone)} />
            </a>
          </li>
        ))}
      </ol>
    );
  },

  text({ title, topics }, { events: known, nowMs, timeZone }, text) {
    const lines = newestOf(known, MAX_TEXT_EVENTS).map(event => {
      const time = `  ${timeOf(event, nowMs, timeZone)}  `;
      return text.dim(time) + cutText(text.plain(wordsOf(event)), text.columns - time.length);
    });
    return [textHeading(title, topics.join(', '), text), ...lines];
  },

  table: (_, { events: known }) => ({
    columns: [{ label: 'time', unit: 'unix-ms' }, ...['topic', 'title', 'message'].map(label => ({ label }))],
    rows: known.map(({ atMs, topic, title, message }) => [atMs, topic, title, message]),
  }),
};

const newestOf = (known: readonly KeptEvent[], count: number) => known.slice(-count).reverse();

function wordsOf({ title, message, topic }: KeptEvent): string {
  return [title, message].filter(part => part !== '').join(': ') || topic;
}

/** `14:03`, and the day where it is more than one ago. */
function timeOf({ atMs }: KeptEvent, nowMs: number, timeZone: string): string {
  const clock = clockTime(atMs, timeZone);
  return nowMs - atMs < DAY_MS ? clock : `${clockTime(atMs, timeZone, 'day')} ${clock}`;
}
