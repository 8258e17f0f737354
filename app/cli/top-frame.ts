import { columnsOf, cutText, fitText, type TerminalText } from '../../components/text/terminal-text.ts';
import type { TopBoards } from './top-boards.ts';

export interface TopFrame {
  readonly boards: TopBoards;
  /** As the server said it last; undefined while nothing has come. */
  readonly text: string | undefined;
  /** Lines that are scrolled out above. */
  readonly scroll: number;
  /** What is wrong with the link, as a sentence. */
  readonly trouble: string | undefined;
  readonly columns: number;
  readonly rows: number;
}

const KEYS = 'q quit · ←→ dashboard · ↑↓ scroll';
/** Title and the blank line below it stay where they are. */
const HEAD_LINES = 2;

/** How far a text can be scrolled. */
export function maxScroll({ text, rows }: Pick<TopFrame, 'text' | 'rows'>): number {
  return Math.max(0, linesOf(text).length - (rows - 1));
}

/** What the terminal shows: the text, and in the last line what can be pressed. */
export function drawFrame(frame: TopFrame, style: TerminalText): string[] {
  const { text, scroll, rows } = frame;
  const lines = text === undefined ? ['', style.dim('  Connecting')] : linesOf(text);
  const head = lines.slice(0, HEAD_LINES);
  const body = lines.slice(HEAD_LINES + scroll).slice(0, Math.max(0, rows - 1 - HEAD_LINES));
  const shown = [...head, ...body].slice(0, Math.max(0, rows - 1));
  const blank = Array.from({ length: Math.max(0, rows - 1 - shown.length) }, () => '');
  return [...shown, ...blank, footer(frame, style)];
}

function linesOf(text: string | undefined): string[] {
  return text?.trimEnd().split('\n') ?? [];
}

/** `1 This machine  2 Attic` with the keys opposite; trouble takes the place of all of it. */
function footer({ boards, trouble, columns }: TopFrame, style: TerminalText): string {
  if (trouble !== undefined) return style.alert(fitText(cutText(style.plain(trouble), columns), columns));
  const room = columns - columnsOf(KEYS) - 2;
  const names = boards.list.map(({ title }, i) => `${i + 1} ${style.plain(title)}`);
  const shown = namesThatFit(names, boards.at, room);
  const gap = ' '.repeat(Math.max(2, columns - columnsOf(shown.join('  ')) - columnsOf(KEYS)));
  const words = shown.map(name => (name === names[boards.at] ? style.bold(name) : style.dim(name)));
  return room < 12 ? style.bold(cutText(names[boards.at]!, columns)) : words.join('  ') + style.dim(gap + KEYS);
}

/** The one that is looked at, and as many after and before it as there is room for. */
function namesThatFit(names: readonly string[], at: number, room: number): string[] {
  let [from, to] = [at, at + 1];
  const width = (a: number, b: number) => columnsOf(names.slice(a, b).join('  '));
  for (let hasGrown = true; hasGrown; ) {
    hasGrown = false;
    if (to < names.length && width(from, to + 1) <= room) [to, hasGrown] = [to + 1, true];
    if (from > 0 && width(from - 1, to) <= room) [from, hasGrown] = [from - 1, true];
  }
  return names.slice(from, to).map(name => cutText(name, room));
}
