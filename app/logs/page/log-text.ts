import type { TerminalText } from '../../../components/text/terminal-text.ts';
import type { KeptLine } from '../log-line.ts';
import { stripAnsi } from '../strip-ansi.ts';

const WORDS = { debug: 'debug', info: 'info ', warn: 'warn ', error: 'error' } as const;

/**
 * `2026-11-22T14:03:02.551Z error app  card reader timed out order=1188`; the further lines of a trace are indented. `show` draws a line
 * of the text.
 */
export function logText(
  { atMs, level, stream, text, fields }: Omit<KeptLine, 'seq'>,
  style: TerminalText,
  show = (line: string) => style.plain(stripAnsi(line)),
): string {
  const word = level === 'error' ? style.alert(WORDS.error) : level === 'warn' ? style.warn(WORDS.warn) : WORDS[level];
  const [head = '', ...rest] = text.split('\n');
  const pairs = text.startsWith('{') ? [] : Object.entries(fields).map(([name, value]) => ` ${name}=${quote(value)}`);
  const line = `${style.dim(new Date(atMs).toISOString())} ${word} ${style.plain(stream)}  ${show(head)}`;
  const more = rest.map(each => `\n    ${show(each)}`).join('');
  return `${line}${style.dim(style.plain(pairs.join('')))}${more}\n`;
}

function quote(value: string): string {
  return /[\s"]/.test(value) ? JSON.stringify(value) : value;
}
