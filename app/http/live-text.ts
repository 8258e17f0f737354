import { terminalFrame } from '../../components/text/terminal-frame.ts';
import type { Live, Scene } from './live.ts';

export interface LiveTextAsked {
  readonly request: Request;
  readonly url: URL;
  readonly canShowAnsi: boolean;
}

const DEFAULT_ROWS = 24;
const MIN_ROWS = 4;
const MAX_ROWS = 500;

/**
 * `?live`: text that stays in the terminal and moves, with `columns` and `rows` as large as that is. Undefined where the address does not ask for
 * it. `sceneOf` is given the address of the text that is shown.
 */
export function liveText(
  live: Pick<Live, 'text'>,
  { request, url, canShowAnsi }: LiveTextAsked,
  sceneOf: (textUrl: URL) => Scene | Promise<Scene>,
): Response | undefined {
  if (!url.searchParams.has('live')) return undefined;
  const textUrl = new URL(url);
  const isNamed = ['ansi', 'plain'].includes(url.searchParams.get('text') ?? '');
  if (!isNamed) textUrl.searchParams.set('text', canShowAnsi ? 'ansi' : 'plain');
  const rows = rowsOf(url);
  let isFirst = true;
  // What is no terminal, such as a file, is given one text after the other.
  const frameOf = (text: string) => {
    const frame = canShowAnsi ? terminalFrame(text, { rows, isFirst }) : `${text}\n`;
    isFirst = false;
    return frame;
  };
  return live.text(request, async () => sceneOf(textUrl), frameOf);
}

function rowsOf({ searchParams }: URL): number {
  const text = searchParams.get('rows') ?? '';
  return /^\d{1,4}$/.test(text) ? Math.min(MAX_ROWS, Math.max(MIN_ROWS, Number(text))) : DEFAULT_ROWS;
}
