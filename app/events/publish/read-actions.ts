import { z } from 'zod';
import type { EventAction } from '../kept/event.ts';
import { eventLimits } from '../kept/event-limits.ts';
import { safeLink } from './safe-link.ts';

/** A button as a sender writes it. */
export interface WrittenAction {
  readonly action: string;
  readonly label: string;
  readonly url?: string | undefined;
}

/** The buttons that are kept, and words for those that are not. */
export interface ReadActions {
  readonly actions: readonly EventAction[];
  readonly ignored: readonly string[];
}

export const WrittenActions = z.array(
  z.looseObject({ action: z.string(), label: z.string().default(''), url: z.string().optional() }),
);

/**
 * Of the buttons that ntfy knows, those that open a page. The others would have the browser of whoever looks send
 * requests, which nobody should be able to order by sending an event.
 */
export function readActions(written: readonly WrittenAction[]): ReadActions {
  const ignored: string[] = [];
  const actions = written.flatMap(({ action, label, url = '' }) => {
    const link = safeLink(url);
    const name = `the button "${label.slice(0, 40)}"`;
    if (action !== 'view') ignored.push(`${name}: only buttons that open a page (view) are kept`);
    else if (link === undefined) ignored.push(`${name}: its address is no http or https link`);
    else if (label === '' || Buffer.byteLength(label) > eventLimits.labelBytes)
      ignored.push(`${name}: its label must have 1 to ${eventLimits.labelBytes} bytes`);
    else return [{ label, url: link }];
    return [];
  });
  if (actions.length > eventLimits.actions) ignored.push(`buttons beyond the first ${eventLimits.actions}`);
  return { actions: actions.slice(0, eventLimits.actions), ignored };
}

/**
 * The buttons of a header: a JSON array, or ntfy's short form, `view, Open, https://...; action=view, label="A, b", url=...`.
 * Undefined when it is neither.
 */
export function parseActions(text: string): readonly WrittenAction[] | undefined {
  if (text.trimStart().startsWith('[')) {
    try {
      const parsed = WrittenActions.safeParse(JSON.parse(text));
      return parsed.success ? parsed.data : undefined;
    } catch {
      return undefined;
    }
  }
  return splitOutsideQuotes(text, ';')
    .filter(part => part.trim() !== '')
    .map(toAction);
}

const PLACES = ['action', 'label', 'url'] as const;
const KEY = /^\s*([a-z]+(?:\.[\w-]+)?)\s*=(.*)$/is;

function toAction(text: string): WrittenAction {
  const fields: Record<string, string> = {};
  let place = 0;
  for (const part of splitOutsideQuotes(text, ',')) {
    const keyed = KEY.exec(part);
    const name = keyed && !isLink(part) ? keyed[1]!.toLowerCase() : PLACES[place++];
    if (name !== undefined) fields[name] = unquote(keyed && !isLink(part) ? keyed[2]! : part);
  }
  return { action: fields.action?.toLowerCase() ?? '', label: fields.label ?? '', url: fields.url };
}

/** An address may hold `=`. */
function isLink(part: string): boolean {
  return /^\s*["']?https?:/i.test(part);
}

function splitOutsideQuotes(text: string, separator: ',' | ';'): string[] {
  const parts = [''];
  let quote: string | undefined;
  /** At the beginning of a part, or behind an equals sign, with blanks between. */
  let mayQuote = true;
  for (const char of text) {
    if (char === quote) quote = undefined;
    else if (quote === undefined && (char === '"' || char === "'") && mayQuote) quote = char;
    const isEnd = char === separator && quote === undefined;
    if (isEnd) parts.push('');
    else parts[parts.length - 1] += char;
    mayQuote = isEnd || char === '=' || (mayQuote && char.trim() === '');
  }
  return parts;
}

function unquote(text: string): string {
  return text.trim().replace(/^(["'])(.*)\1$/s, '$2');
}
