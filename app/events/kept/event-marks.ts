import { follow } from '../../stream/follow.ts';
import type { KeptEvent } from './event.ts';
import type { Events } from './events.ts';

export interface EventMarksOptions {
  readonly topics: readonly string[];
  /** The oldest that is of interest. */
  readonly fromMs: number;
  readonly onChange: () => void;
  /** Events were missed, or the store ended: start over. Called once, nothing follows. */
  readonly onLost: (reason?: unknown) => void;
}

/** Events of some topics, to be drawn where they happened. */
export interface EventMarks {
  /** Of these topics, oldest first. */
  of(topics: readonly string[]): readonly KeptEvent[];
  stop(): void;
}

/** The newest that are held; a chart with more of them would show nothing else. */
const MAX_MARKS = 200;

/** Subscribes first, reads the store second, and drops what is in both: no gap, no repeat. */
export async function startEventMarks(
  events: Pick<Events, 'page' | 'live'>,
  { topics, fromMs, onChange, onLost }: EventMarksOptions,
): Promise<EventMarks> {
  const stopping = new AbortController();
  const { signal } = stopping;
  const subscription = events.live.subscribe({ signal, filter: ({ topic }) => topics.includes(topic) });
  let marks: readonly KeptEvent[];
  try {
    marks = (await events.page({ topics, filter: {}, fromMs, limit: MAX_MARKS })).events.toReversed();
  } catch (error) {
    stopping.abort();
    throw error;
  }

  const take = (event: KeptEvent) => {
    if (event.kind === 'message_clear' || marks.some(({ id }) => id === event.id)) return;
    const rest = marks.filter(({ topic, sequence }) => topic !== event.topic || sequence !== event.sequence);
    marks = event.kind === 'message' ? [...rest, event].slice(-MAX_MARKS) : rest;
  };
  follow(subscription, { take, onChange, onLost, signal });

  return {
    of: wanted => marks.filter(({ topic }) => wanted.includes(topic)),
    stop: () => stopping.abort(),
  };
}
