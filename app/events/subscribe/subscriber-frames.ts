import { keepAlive } from '../../stream/keep-alive.ts';
import type { KeptEvent } from '../kept/event.ts';
import { isWanted } from '../kept/event-filter.ts';
import { newEventId } from '../kept/event-id.ts';
import type { Events } from '../kept/events.ts';
import { follow } from '../kept/follow.ts';
import { toSeconds } from '../ntfy-message.ts';
import { type FrameForm, frameForms, type StreamWord } from './frame-forms.ts';
import type { Subscription } from './parse-subscription.ts';

/** A quiet stream says so this often, as ntfy does: proxies close silent connections after a minute. */
const KEEPALIVE_MS = 45_000;

export interface SubscriberSources {
  readonly events: Pick<Events, 'after' | 'positionOf' | 'live'>;
  readonly now: () => number;
  readonly keepaliveMs?: number | undefined;
}

/** What one subscriber reads, encoded: a word that it is open, the events it wants, and a sign of life when there are none. */
export async function* subscriberFrames(
  { events, now, keepaliveMs = KEEPALIVE_MS }: SubscriberSources,
  { topics, since, filter, isPoll }: Subscription,
  form: FrameForm,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const { event: encode, word } = frameForms[form];
  const say = (event: StreamWord['event']) =>
    Buffer.from(word({ id: newEventId(), time: toSeconds(now()), event, topic: topics.join(',') }));
  const isShown = (event: KeptEvent) => event.kind !== 'message' || isWanted(event, filter);
  if (!isPoll) yield say('open');
  for await (const item of keepAlive(follow(events, { topics, since, signal, isPoll }), keepaliveMs)) {
    if (item === undefined) yield say('keepalive');
    else if (item.kind === 'gap') yield say('gap');
    else {
      const texts = item.events.filter(isShown).map(encode);
      if (form === 'ws') for (const text of texts) yield Buffer.from(text);
      else if (texts.length > 0) yield Buffer.from(texts.join(''));
    }
  }
}
