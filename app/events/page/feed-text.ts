import { cutText, TERMINAL_COLUMNS, type TerminalText } from '../../../components/text/terminal-text.ts';
import { textPage } from '../../../components/text/text-page.ts';
import type { KeptEvent } from '../kept/event.ts';
import { timeOf } from './event-row.tsx';
import { type FeedState, nothingThere } from './feed-areas.tsx';
import { priorityLooks } from './priority-words.ts';

/** Events as lines, newest first. */
export function feedText(state: FeedState, text: TerminalText): string {
  const { query, shown, isMore, nowMs, timeZone } = state;
  const lines =
    shown.length === 0 ? [text.dim(nothingThere(query))] : shown.map(event => eventLine(event, state, text));
  const more = isMore ? [text.dim(`older ones: ?before=${shown.at(-1)!.seq}`)] : [];
  return textPage({ title: 'Events', note: query.topic, nowMs, timeZone, lines: [...lines, ...more] }, text);
}

function eventLine(event: KeptEvent, { nowMs, timeZone }: FeedState, text: TerminalText): string {
  const { atMs, topic, priority, title, message } = event;
  const time = timeOf(atMs, nowMs, timeZone);
  const loud = priority === 3 ? '' : `[${priorityLooks[priority].word}] `;
  const words = text.plain([title, message].filter(part => part !== '').join(': '));
  const rest = cutText(`${loud}${topic}  ${words}`, TERMINAL_COLUMNS - time.length - 2);
  const style = priority === 5 ? text.alert : priority === 4 ? text.warn : (plain: string) => plain;
  return `${text.dim(time)}  ${style(rest)}`;
}
