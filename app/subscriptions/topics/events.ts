import { z } from 'zod';
import { isEventId } from '../../events/kept/event-id.ts';
import { follow } from '../../events/kept/follow.ts';
import { readTopics } from '../../events/kept/topic-name.ts';
import type { Topic } from '../topic.ts';
import { TopicProblem } from '../topic-problem.ts';

/** Events that a snapshot holds at most. */
const MAX_SNAPSHOT_EVENTS = 100;

const wanted = z.strictObject({
  /** One topic, or several behind commas. */
  name: z.string().max(4000),
  last: z.int().min(0).max(MAX_SNAPSHOT_EVENTS).default(10),
  after: z.string().optional(),
});

/** Events of some topics, oldest first: none is left out, and one that has run out unread is told as a gap. */
export const events: Topic<z.infer<typeof wanted>> = {
  wanted,
  async *follow({ name, last, after }, { events: store }, signal) {
    const found = readTopics(name);
    if ('problem' in found) throw new TopicProblem(found.problem);
    const { topics } = found;
    if (after !== undefined && !isEventId(after))
      throw new TopicProblem('"after" is no id of an event; give the cursor that came last.');
    let cursor = after;
    if (after === undefined) {
      const { events: newest } = await store.page({ topics, filter: {}, limit: Math.max(last, 1) }, signal);
      cursor = newest[0]?.id;
      const shown = newest.slice(0, last).reverse();
      yield { type: 'snapshot', events: shown, ...(cursor !== undefined && { cursor }) };
    }
    const since = cursor === undefined ? ({ kind: 'all' } as const) : ({ kind: 'id', id: cursor } as const);
    for await (const item of follow(store, { topics, since, signal })) {
      if (item.kind === 'gap') yield { type: 'gap' };
      else for (const event of item.events) yield { type: 'change', cursor: event.id, event };
    }
  },
};
