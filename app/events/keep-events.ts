import { HttpError } from '../http/http-error.ts';
import type { EventDraft, KeptEvent } from './kept/event.ts';
import type { Events } from './kept/events.ts';
import type { Payload } from './kept/keeper-calls.ts';

/** Keeps what a request brought; resolves when it is durable. @throws HttpError 400 where a bound refuses it. */
export async function keepEvents(
  events: Pick<Events, 'append'>,
  drafts: readonly EventDraft[],
  payload?: Payload,
): Promise<readonly KeptEvent[]> {
  const appended = await events.append(drafts, payload);
  if ('refusal' in appended) throw new HttpError(400, appended.refusal);
  return appended.events;
}
