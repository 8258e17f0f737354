import { setTimeout as wait } from 'node:timers/promises';
import { terminalText } from '../../components/text/terminal-text.ts';
import { RefusedError } from '../backup/refused-error.ts';
import { whyUnreachable } from './host-post.ts';
import { reconnectDelayMs } from './reconnect-delay.ts';
import type { Target } from './target.ts';
import type { TopBoards } from './top-boards.ts';
import { drawFrame, maxScroll } from './top-frame.ts';
import { actionOf } from './top-keys.ts';
import { followText } from './top-stream.ts';
import type { TopTerminal } from './top-terminal.ts';

export interface TopOptions {
  readonly target: Target;
  readonly boards: TopBoards;
  readonly range: string;
  readonly hasColour: boolean;
  readonly terminal: TopTerminal;
  /** Ends it, as `q` does. */
  readonly signal: AbortSignal;
}

/** A terminal that is being resized says so many times. */
const RESIZE_SETTLES_MS = 100;

/** Shows dashboards until `q` is pressed. */
export async function runTop({ target, range, hasColour, terminal, signal, ...options }: TopOptions): Promise<void> {
  const style = terminalText(hasColour);
  const quit = new AbortController();
  const until = AbortSignal.any([signal, quit.signal]);
  let { boards } = options;
  let view = { text: undefined as string | undefined, scroll: 0, trouble: undefined as string | undefined };
  /** Of the dashboard, in this width, that is followed now. */
  let following = new AbortController();

  const paint = () => {
    const { columns, rows } = terminal;
    view.scroll = Math.max(0, Math.min(view.scroll, maxScroll({ text: view.text, rows })));
    terminal.paint(drawFrame({ ...view, boards, columns, rows }, style));
  };
  const show = (change: Partial<typeof view>) => {
    view = { ...view, ...change };
    paint();
  };
  const followAnew = () => following.abort();

  terminal.onKey(key => {
    const action = actionOf(key);
    if (action?.kind === 'quit') quit.abort();
    if (action?.kind === 'scroll') show({ scroll: view.scroll + action.lines(terminal.rows - 3) });
    if (action?.kind !== 'board') return;
    const at = action.to(boards.at, boards.list.length);
    if (at === boards.at) return;
    boards = { ...boards, at };
    show({ text: undefined, scroll: 0, trouble: undefined });
    followAnew();
  });
  let resizing: NodeJS.Timeout | undefined;
  terminal.onResize(() => {
    paint();
    clearTimeout(resizing);
    resizing = setTimeout(followAnew, RESIZE_SETTLES_MS);
  });

  let attempt = 0;
  paint();
  while (!until.aborted) {
    following = new AbortController();
    const ends = AbortSignal.any([until, following.signal]);
    const wish = { columns: terminal.columns, range, hasColour };
    const why = await follow(followText(target, boards.list[boards.at]!, wish, ends), text => {
      attempt = 0;
      show({ trouble: undefined, ...(text !== undefined && { text }) });
    });
    if (ends.aborted || why === undefined) continue;
    show({ trouble: lostSentence(why, target) });
    await wait(reconnectDelayMs(attempt++), undefined, { signal: ends }).catch(() => {}); // a key or the end
  }
  clearTimeout(resizing);
}

/** Why it ended; undefined when the server ends it only to have it opened again. */
async function follow(
  texts: AsyncIterable<string | undefined>,
  onText: (text: string | undefined) => void,
): Promise<unknown> {
  let hasCome = false;
  try {
    for await (const text of texts) {
      hasCome = true;
      onText(text);
    }
    return hasCome ? undefined : new Error('it said nothing');
  } catch (error) {
    return error;
  }
}

function lostSentence(why: unknown, { url }: Target): string {
  if (why instanceof RefusedError) return why.message;
  const words = (why as Error).name === 'AbortError' ? 'silent' : whyUnreachable(why);
  return `Link lost (${words}). The values are old; ${url.host} is tried again.`;
}
