const HOME = '\u001b[H';
const CLEAR = '\u001b[2J';
const CLEAR_LINE_END = '\u001b[K';
const CLEAR_BELOW = '\u001b[J';
/** Terminals that know them show what is between in one go; the others pass over them. */
const [BEGIN, END] = ['\u001b[?2026h', '\u001b[?2026l'];

export interface TerminalFrameOptions {
  /** Lines that the terminal shows; a text that is longer would roll it. */
  readonly rows: number;
  /** The first frame finds whatever was there before. */
  readonly isFirst: boolean;
}

/** A text drawn over the one before, line by line, so that nothing flickers. One that is too long says how much is not shown. */
export function terminalFrame(text: string, { rows, isFirst }: TerminalFrameOptions): string {
  const lines = text.trimEnd().split('\n');
  const rest = lines.length - rows;
  const shown =
    rest > 0
      ? [...lines.slice(0, rows - 1), `${rest + 1} lines more: say how many rows there are, as in &rows=50`]
      : lines;
  const drawn = shown.map(line => line + CLEAR_LINE_END).join('\r\n');
  return `${BEGIN}${isFirst ? HOME + CLEAR : HOME}${drawn}${CLEAR_BELOW}${END}`;
}
