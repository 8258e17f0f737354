import type { KeptEvent } from '../../events/kept/event.ts';
import type { TopicState } from '../../events/kept/keeper-calls.ts';
import type { EventSignal } from './signal.ts';

/** The newest message of each topic. */
export interface TopicNews {
  take(event: KeptEvent): void;
  signals(): EventSignal[];
}

/** Topics that are known at once; beyond it the one that has been silent for longest is forgotten. */
const MAX_TOPICS = 200;

/** `onGone` hears that the newest message of a topic was deleted: only the store knows the one before it. */
export function createTopicNews(states: readonly TopicState[], onGone: () => void): TopicNews {
  const topics = new Map<string, EventSignal>();
  const know = (newest: KeptEvent) => {
    const { topic: name, atMs } = newest;
    const { sinceMs = atMs } = topics.get(name) ?? {};
    topics.delete(name);
    topics.set(name, { kind: 'event', name, sinceMs, newest });
    if (topics.size > MAX_TOPICS) topics.delete(topics.keys().next().value!);
  };
  for (const { newest } of states.toReversed()) know(newest);

  return {
    take(event) {
      const newest = topics.get(event.topic)?.newest;
      if (newest && newest.seq >= event.seq) return;
      if (event.kind === 'message') know(event);
      else if (event.kind === 'message_delete' && event.sequence === newest?.sequence) onGone();
    },
    signals: () => [...topics.values()],
  };
}
