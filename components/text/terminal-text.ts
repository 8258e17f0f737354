/** How text may look: with ANSI escapes, or as it stands. */
export interface TerminalText {
  /** Lines are at most so wide. */
  readonly columns: number;
  /** Foreign text as one line that is only text: what a terminal would obey, or what turns the direction of writing, is left out. */
  plain(text: string): string;
  bold(text: string): string;
  dim(text: string): string;
  /** In the colour of a warning, or of an alert. */
  warn(text: string): string;
  alert(text: string): string;
  /** In the colour of that yarn, from 1. */
  yarn(number: number, text: string): string;
}

/** Where nobody says how wide the terminal is, it is at least so wide; a line beyond it would be broken where it hurts. */
export const TERMINAL_COLUMNS = 80;

/** Control characters, both sets: escapes begin with one. Then what sets marks, joins or reverses without being seen. */
const OBEYED = /[\p{Cc}\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;
/** Also blanks that do not break: a terminal has no lines to break, and people search for what they see. */
const BREAKS = /[\t\n\v\f\r\u0085\u2028\u2029\u00a0\u202f]+/g;

/** Of the 256 colours of a terminal, those nearest to the eight yarns that can be read on black and on white. */
const YARN_COLOURS = [32, 172, 36, 134, 136, 168, 71, 62];

/** Words for a terminal. `canShowAnsi` as the router found out; the styles end themselves and are not nested. */
export function terminalText(canShowAnsi: boolean, columns = TERMINAL_COLUMNS): TerminalText {
  const style = (code: number | string) => (text: string) =>
    canShowAnsi && text !== '' ? `\u001b[${code}m${text}\u001b[0m` : text;
  const yarns = YARN_COLOURS.map(colour => style(`38;5;${colour}`));
  return {
    ...{ columns, plain: plainText, bold: style(1), dim: style(2), warn: style(33), alert: style(31) },
    yarn: (number, text) => yarns[(number - 1) % yarns.length]!(text),
  };
}

/** See `TerminalText.plain`. */
export function plainText(text: string): string {
  return text.replace(BREAKS, ' ').replace(OBEYED, '').toWellFormed();
}

/** Columns that a text without escapes takes; wide characters and emoji take two, marks on others none. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const { segment } of graphemes.segment(text)) columns += WIDE.test(segment) ? 2 : 1;
  return columns;
}

/** The text in exactly so many columns: filled up with blanks, or cut with an ellipsis. It must hold no escapes. */
export function fitText(text: string, columns: number, align: 'start' | 'end' = 'start'): string {
  const cut = columnsOf(text) > columns ? cutText(text, columns) : text;
  const blanks = ' '.repeat(Math.max(0, columns - columnsOf(cut)));
  return align === 'start' ? cut + blanks : blanks + cut;
}

/** The text in at most so many columns. */
export function cutText(text: string, columns: number): string {
  if (columnsOf(text) <= columns) return text;
  let cut = '';
  for (const { segment } of graphemes.segment(text)) {
    if (columnsOf(cut + segment) > columns - 1) break;
    cut += segment;
  }
  return columns < 1 ? '' : `${cut}…`;
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u;
