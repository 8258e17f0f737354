import type { KeptEvent } from '../kept/event.ts';
import { toNtfy } from '../ntfy-message.ts';

/** The longest piece of a message that is said back. */
const SHOWN_CHARS = 200;

/**
 * For a terminal:
 *
 *     ok deploys: shipped
 *     id qX3vN0aLw2Zk
 *     not kept: the icon
 */
export function publishedText({ topic, title, message, id }: KeptEvent, ignored: readonly string[]): string {
  const words = [title, message]
    .filter(text => text !== '')
    .join(': ')
    .replaceAll(/\s+/g, ' ');
  const shown = words.length > SHOWN_CHARS ? `${words.slice(0, SHOWN_CHARS)}…` : words;
  const lines = [`ok ${topic}: ${shown}`, `id ${id}`, ...ignored.map(one => `not kept: ${one}`)];
  return lines.map(line => `${line}\n`).join('');
}

/** For programs: the message as ntfy answers it, and what of it was not kept. */
export function publishedJson(event: KeptEvent, ignored: readonly string[]): Readonly<Record<string, unknown>> {
  return { ...toNtfy(event), ...(ignored.length > 0 && { ignored }) };
}
