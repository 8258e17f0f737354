import { terminalText } from '../../components/text/terminal-text.ts';
import { wholeArea } from './area.tsx';
import type { Scene } from './live.ts';
import { type FeedEvents, runScreen } from './run-screen.ts';
import { columnsOf } from './text-columns.ts';
import type { TextFeed } from './text-feed.ts';

/** Of the text inside a stream of it, as events name the element that they replace. */
export const TEXT_AREA = 'text';

export interface TextSceneOptions {
  /** Of what it tells. */
  readonly name: string;
  readonly start: (events: FeedEvents) => Promise<TextFeed>;
  readonly onError: (error: unknown) => void;
}

/**
 * What a page tells a terminal, live: `?text=ansi` or `?text=plain`, and `columns`. The same text for all who ask alike is made once,
 * as any screen is. Undefined where the address asks for no text.
 */
export function textScene(url: URL, { name, start, onError }: TextSceneOptions): Scene | undefined {
  const kind = url.searchParams.get('text');
  if (kind !== 'ansi' && kind !== 'plain') return undefined;
  const columns = columnsOf(url);
  const style = terminalText(kind === 'ansi', columns);
  const startFeed = async (events: FeedEvents) => {
    const feed = await start(events);
    return { draw: () => [wholeArea(TEXT_AREA, feed.text(style))], stop: feed.stop };
  };
  return { name: `${name} ${kind} ${columns}`, start: () => runScreen(startFeed, onError) };
}
