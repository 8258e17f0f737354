import { type TerminalText, terminalText } from '../../components/text/terminal-text.ts';
import type { Feed, FeedEvents } from './run-screen.ts';
import { columnsOf } from './text-columns.ts';
import { textResponse } from './text-response.ts';

/** A feed of a screen that can also be told in words. */
export interface TextFeed extends Feed {
  /** What the screen shows now, as lines that fit. */
  text(style: TerminalText): string;
}

/** Text as it is now, for who asks once: the feed starts, is told and stops again, whoever looks at the screen. */
export async function textOf(
  start: (events: FeedEvents) => Promise<TextFeed>,
  { canShowAnsi, url }: { readonly canShowAnsi: boolean; readonly url: URL },
): Promise<Response> {
  const feed = await start({ onChange() {}, onLost() {} });
  try {
    return textResponse(feed.text(terminalText(canShowAnsi, columnsOf(url))));
  } finally {
    feed.stop();
  }
}
