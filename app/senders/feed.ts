import type { FeedEvents } from '../http/run-screen.ts';
import type { TextFeed } from '../http/text-feed.ts';
import { type SendersShown, sendersAreas } from './rows.tsx';
import type { SenderStore } from './store.ts';
import { sendersText } from './text.ts';

export interface FeedSources {
  readonly senders: Pick<SenderStore, 'senders' | 'doors' | 'onChange'>;
  readonly now: () => number;
  /** IANA name. */
  readonly timeZone: string;
}

/** Feeds the page of the senders: redrawn when somebody has sent, and once a second, as ages grow. */
export async function startSendersFeed(
  { senders, now, timeZone }: FeedSources,
  { onChange }: FeedEvents,
): Promise<TextFeed> {
  const shown = (): SendersShown => ({ senders: senders.senders(), doors: senders.doors(), nowMs: now() });
  const stop = senders.onChange(onChange);
  return {
    draw: () => sendersAreas(shown()),
    text: style => sendersText({ ...shown(), timeZone }, style),
    stop,
  };
}
