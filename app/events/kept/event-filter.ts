import type { KeptEvent, Priority } from './event.ts';

/** Which events are wanted; what is not named may be anything. */
export interface EventFilter {
  readonly id?: string | undefined;
  /** The whole text. */
  readonly message?: string | undefined;
  readonly title?: string | undefined;
  /** Any of these. */
  readonly priorities?: readonly Priority[] | undefined;
  /** All of these. */
  readonly tags?: readonly string[] | undefined;
  /** Somewhere in title, message, topic or tags, in any case. */
  readonly search?: string | undefined;
}

export function isWanted(event: KeptEvent, { id, message, title, priorities, tags, search }: EventFilter): boolean {
  if (id !== undefined && event.id !== id) return false;
  if (message !== undefined && event.message !== message) return false;
  if (title !== undefined && event.title !== title) return false;
  if (priorities !== undefined && !priorities.includes(event.priority)) return false;
  if (tags !== undefined && !tags.every(tag => event.tags.includes(tag))) return false;
  return search === undefined || search === '' || holds(event, search.toLowerCase());
}

function holds({ title, message, topic, tags }: KeptEvent, search: string): boolean {
  return [title, message, topic, ...tags].some(text => text.toLowerCase().includes(search));
}
