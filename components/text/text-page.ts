import { clockTime } from '../format/clock-time.ts';
import { columnsOf, cutText, fitText, type TerminalText } from './terminal-text.ts';

export interface TextPageProps {
  readonly title: string;
  /** Behind the title. */
  readonly note?: string | undefined;
  readonly nowMs: number;
  /** IANA name. */
  readonly timeZone: string;
  /** Lines that fit; an empty one sets apart. */
  readonly lines: readonly string[];
}

/** The name of a zone takes no more room from the title than leaves it this. */
const MIN_TITLE_COLUMNS = 24;

/** A page as text: its title with the time and the zone in which its clock times are, then its lines. Ends in a line break. */
export function textPage({ title, note, nowMs, timeZone, lines }: TextPageProps, text: TerminalText): string {
  const time = clockTime(nowMs, timeZone, 'seconds');
  const named = `${time} ${timeZone}`;
  const clock = text.columns - columnsOf(named) < MIN_TITLE_COLUMNS ? time : named;
  const room = text.columns - columnsOf(clock) - 2;
  const name = cutText(text.plain(title), room);
  const about = note === undefined ? '' : cutText(` · ${text.plain(note)}`, room - columnsOf(name));
  const gap = fitText('', text.columns - columnsOf(name + about + clock));
  return [text.bold(name) + text.dim(about + gap + clock), '', ...lines, ''].join('\n');
}

/** A heading between lines. */
export function textHeading(title: string, note: string | undefined, text: TerminalText): string {
  const name = cutText(text.plain(title), text.columns);
  const about = note === undefined ? '' : cutText(` · ${text.plain(note)}`, text.columns - columnsOf(name));
  return text.bold(name) + text.dim(about);
}
