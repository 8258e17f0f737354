import { eventLimits } from '../kept/event-limits.ts';

/** A link that may be followed from a page: http or https, without a password in it. Undefined for every other one. */
export function safeLink(text: string): string | undefined {
  const url = URL.parse(text.trim());
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:')) return undefined;
  if (url.username !== '' || url.password !== '') return undefined;
  return Buffer.byteLength(url.href) <= eventLimits.urlBytes ? url.href : undefined;
}
