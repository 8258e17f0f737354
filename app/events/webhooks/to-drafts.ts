import type { EventDraft } from '../kept/event.ts';
import { eventLimits as limits } from '../kept/event-limits.ts';
import { safeLink } from '../publish/safe-link.ts';
import { applyMapping } from './apply-mapping.ts';
import { findSource } from './find-source.ts';
import type { Mapping } from './mapping.ts';
import type { HookEvent, HookHeaders } from './webhook-source.ts';

/** A webhook's body, read. */
export interface HookBody {
  readonly topic: string;
  readonly body: unknown;
  readonly headers: HookHeaders;
  readonly atMs: number;
}

/** The events that a webhook brings: by the mapping of its topic, or as its source is known. */
export function toDrafts({ topic, body, headers, atMs }: HookBody, mapping: Mapping | undefined): EventDraft[] {
  const source = findSource(body, headers);
  const events = mapping ? [applyMapping(mapping, body)] : source.read(body, headers);
  return events.map(event => fit(topic, event, source.name, atMs));
}

/** No program can be told to say less: what is too long is cut, and a link that is none is left out. */
function fit(topic: string, event: HookEvent, source: string, atMs: number): EventDraft {
  const { priority, sequence, tags } = event;
  const title = cutBytes(event.title, limits.titleBytes);
  const message = cutBytes(event.message, limits.messageBytes);
  const click = safeLink(event.click ?? '');
  const named = [...new Set(tags.map(tag => cutBytes(tag.trim(), limits.tagBytes)).filter(tag => tag !== ''))];
  return {
    ...{ topic, atMs, kind: 'message', title, message: message || (title === '' ? 'triggered' : ''), priority, source },
    ...{ tags: named.slice(0, limits.tags), isMarkdown: false, actions: [] },
    ...(click !== undefined && { click }),
    ...(sequence !== undefined && { sequence: sequence.replaceAll(/[^-\w]/g, '-').slice(0, 64) }),
  };
}

/** The text in at most so many bytes, with an ellipsis where it was cut; never within a character. */
export function cutBytes(text: string, maxBytes: number): string {
  const whole = text.trim();
  if (Buffer.byteLength(whole) <= maxBytes) return whole;
  const cut = Buffer.from(whole).subarray(0, maxBytes - 3);
  return `${new TextDecoder().decode(cut, { stream: true })}…`;
}
