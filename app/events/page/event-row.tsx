import type { Child } from 'hono/jsx';
import { Chip } from '../../../components/chip.tsx';
import { clockTime } from '../../../components/format/clock-time.ts';
import { Shape } from '../../../components/icons.tsx';
import { Time } from '../../../components/time.tsx';
import { routes } from '../../routes.ts';
import { emojiOf } from '../emoji.ts';
import type { KeptEvent } from '../kept/event.ts';
import { priorityLooks } from './priority-words.ts';

export interface EventRowProps {
  readonly event: KeptEvent;
  readonly nowMs: number;
  /** IANA name. */
  readonly timeZone: string;
  /** Where a press on the topic or a tag leads. */
  readonly topicHref: (topic: string) => string;
  readonly tagHref: (tag: string) => string;
}

/** One event in a list of them; an `<li>` for `<ol class="events">`. */
export function EventRow({ event, nowMs, timeZone, topicHref, tagHref }: EventRowProps) {
  const { id, atMs, topic, priority, title, message, tags, click, actions, source } = event;
  const { shape, word, chip } = priorityLooks[priority];
  const words = tags.filter(tag => emojiOf(tag) === undefined);
  const links = [...(click === undefined ? [] : [{ label: hostOf(click), url: click }]), ...actions];
  return (
    <li class={`event event--${word}`} id={`event-${id}`}>
      <Shape name={shape} />
      <div class="event__what">
        <p class="event__head">
          <Emoji tags={tags} />
          {title === '' ? <span class="event__words">{message}</span> : <b class="event__title">{title}</b>}
          {chip && <Chip status={chip}>{`${word} priority`}</Chip>}
        </p>
        {title !== '' && message !== '' && <p class="event__message">{message}</p>}
        <p class="event__about">
          <a class="event__topic" href={topicHref(topic)}>
            {topic}
          </a>
          {source !== undefined && <span>by {source}</span>}
          {words.map(tag => (
            <a class="event__tag" href={tagHref(tag)}>
              #{tag}
            </a>
          ))}
          {links.map(({ label, url }) => (
            <OutLink href={url}>{label}</OutLink>
          ))}
        </p>
      </div>
      <a
        class="event__time"
        href={routes.eventShown.href({ id })}
        aria-label={`Event of ${timeOf(atMs, nowMs, timeZone)}`}
      >
        <Time iso={new Date(atMs).toISOString()} words={timeOf(atMs, nowMs, timeZone)} />
      </a>
    </li>
  );
}

function Emoji({ tags }: { readonly tags: readonly string[] }) {
  return tags.flatMap(tag => {
    const emoji = emojiOf(tag);
    if (emoji === undefined) return [];
    return [
      <span role="img" aria-label={tag.replaceAll('_', ' ')}>
        {emoji}
      </span>,
    ];
  });
}

/** A link that a sender gave: it leaves this server, tells it nothing, and gets no hold of this page. */
function OutLink({ href, children }: { readonly href: string; readonly children?: Child }) {
  return (
    <a class="link event__link" href={href} target="_blank" rel="noopener noreferrer nofollow" title={href}>
      {children}
      <span class="unseen"> (leaves this server)</span>
    </a>
  );
}

function hostOf(href: string): string {
  return new URL(href).host;
}

/** `14:03:22`, with the day where that is another one. */
export function timeOf(atMs: number, nowMs: number, timeZone: string): string {
  const day = clockTime(atMs, timeZone, 'day');
  const isToday = day === clockTime(nowMs, timeZone, 'day') && nowMs - atMs < 24 * 3_600_000;
  return isToday ? clockTime(atMs, timeZone, 'seconds') : `${day} ${clockTime(atMs, timeZone)}`;
}
