import type { Priority } from '../kept/event.ts';
import { eventLimits } from '../kept/event-limits.ts';

/** What of the events a page shows. */
export interface FeedQuery {
  readonly topic: string | undefined;
  readonly search: string;
  readonly tag: string | undefined;
  /** Those of this priority or above. */
  readonly least: Priority;
  /** A page of older ones: below this number. It does not move. */
  readonly beforeSeq: number | undefined;
}

const SEARCH_MAX_CHARS = 200;

/** Reads the query of the address; what is none of it is let pass. */
export function readFeedQuery({ searchParams }: URL): FeedQuery {
  const text = (name: string, maxChars: number) => (searchParams.get(name) ?? '').trim().slice(0, maxChars);
  const before = searchParams.get('before') ?? '';
  const least = searchParams.get('p') ?? '';
  return {
    topic: text('topic', 64) || undefined,
    search: text('q', SEARCH_MAX_CHARS),
    tag: text('tag', eventLimits.tagBytes) || undefined,
    least: /^[2-5]$/.test(least) ? (Number(least) as Priority) : 1,
    beforeSeq: /^\d{1,15}$/.test(before) ? Number(before) : undefined,
  };
}

/** The same as the query of an address; with changes. */
export function feedParams(query: FeedQuery, changes: Partial<FeedQuery> = {}) {
  const { topic, search, tag, least, beforeSeq } = { ...query, ...changes };
  return {
    topic,
    q: search === '' ? undefined : search,
    tag,
    p: least === 1 ? undefined : least,
    before: beforeSeq,
  };
}

export function isNarrowed({ topic, search, tag, least, beforeSeq }: FeedQuery): boolean {
  return topic !== undefined || search !== '' || tag !== undefined || least > 1 || beforeSeq !== undefined;
}
