import type { Priority } from '../kept/event.ts';
import type { EventFilter } from '../kept/event-filter.ts';
import type { Since } from '../kept/keeper-calls.ts';
import { readTopics } from '../kept/topic-name.ts';
import { createParamReader, isYes } from '../publish/header-fields.ts';
import { readPriority } from '../publish/read-priority.ts';
import { parseSince } from './parse-since.ts';

/** What a subscriber wants. */
export interface Subscription {
  readonly topics: readonly string[];
  readonly since: Since;
  readonly filter: EventFilter;
  /** Ends when what is there has been read. */
  readonly isPoll: boolean;
}

/** Reads the address, query and headers of a subscription as ntfy does; or says what is wrong. */
export function parseSubscription(
  topicText: string,
  headers: Headers,
  query: URLSearchParams,
  nowMs: number,
): Subscription | { readonly problem: string } {
  const read = createParamReader(headers, query);
  const found = readTopics(topicText);
  if ('problem' in found) return found;
  const isPoll = isYes(read(['poll', 'po']));
  const resumed = headers.get('last-event-id') || undefined;
  const sinceText = resumed ?? read(['since', 'si']) ?? (isPoll ? 'all' : 'none');
  const since = parseSince(sinceText, nowMs);
  if (!since)
    return {
      problem: `since="${sinceText.slice(0, 80)}" is not understood: give the id of an event, seconds since 1970, a duration such as 10m, all, latest or none.`,
    };
  const priorities = readPriorities(read(['priority', 'prio', 'p']));
  if (priorities === 'unreadable')
    return {
      problem: 'The priority to filter by is none: 1 to 5, or min, low, default, high, max; several with commas.',
    };
  const tags = read(['tags', 'tag', 'ta'])
    ?.split(',')
    .map(tag => tag.trim())
    .filter(tag => tag !== '');
  const filter = {
    ...{ id: read(['id']), message: read(['message', 'm']), title: read(['title', 't']) },
    ...{ priorities, tags },
  };
  return { topics: found.topics, since, filter, isPoll };
}

function readPriorities(text: string | undefined): readonly Priority[] | undefined | 'unreadable' {
  if (text === undefined) return undefined;
  const priorities = text.split(',').map(readPriority);
  return priorities.every(priority => priority !== undefined) ? priorities : 'unreadable';
}
