import type { KeptEvent } from './kept/event.ts';
import { eventLimits } from './kept/event-limits.ts';

const encoded = new WeakMap<KeptEvent, string>();

/** The event as the JSON object that ntfy's clients read, in one line; encoded once however many read it. */
export function ntfyMessage(event: KeptEvent): string {
  const known = encoded.get(event);
  if (known !== undefined) return known;
  const text = JSON.stringify(toNtfy(event));
  encoded.set(event, text);
  return text;
}

/** Times are whole seconds, as ntfy has them. */
export function toNtfy(event: KeptEvent): Readonly<Record<string, unknown>> {
  const { id, atMs, kind, topic, sequence, title, message, priority, tags, click, isMarkdown, actions } = event;
  const head = { id, time: toSeconds(atMs), expires: toSeconds(atMs + eventLimits.keepMs), event: kind, topic };
  if (kind !== 'message') return { ...head, sequence_id: sequence };
  return {
    ...{ ...head, sequence_id: sequence, message, priority },
    ...(title !== '' && { title }),
    ...(tags.length > 0 && { tags }),
    ...(click !== undefined && { click }),
    ...(isMarkdown && { content_type: 'text/markdown' }),
    ...(actions.length > 0 && {
      actions: actions.map(({ label, url }) => ({ action: 'view', label, url, clear: false })),
    }),
  };
}

export function toSeconds(ms: number): number {
  return Math.floor(ms / 1000);
}
