import { formatValueText } from '../../../components/format/format-value.ts';
import { cutText, fitText, TERMINAL_COLUMNS, type TerminalText } from '../../../components/text/terminal-text.ts';
import { textPage } from '../../../components/text/text-page.ts';
import type { ImageState, Moment } from '../kept/picture.ts';
import { aboutPicture, countPictures, imageFreshness, labelWords, momentTime } from './about-moment.ts';

export interface ImagesTextProps {
  readonly states: readonly ImageState[];
  readonly isSending: (name: string) => boolean;
  readonly nowMs: number;
  /** IANA name. */
  readonly timeZone: string;
  readonly search: string;
}

const COLUMNS = { name: 26, age: 12, about: 26, count: 10 };

/** All images as text. */
export function imagesText(
  { states, isSending, nowMs, timeZone, search }: ImagesTextProps,
  text: TerminalText,
): string {
  const rows = states.map(state => {
    const { age, state: freshness } = imageFreshness(state, nowMs);
    const colour = { live: text.dim, late: text.warn, stale: text.alert }[freshness];
    const words = isSending(state.name) ? 'streaming' : age;
    return [
      text.bold(fitText(text.plain(state.name), COLUMNS.name)),
      colour(fitText(text.plain(words), COLUMNS.age)),
      fitText(text.plain(aboutPicture(state.newest)), COLUMNS.about),
      text.dim(fitText(formatValueText(state.pictures, ''), COLUMNS.count, 'end')),
    ].join('  ');
  });
  const nothing =
    search === '' ? 'No picture yet. Send one: curl -T door.jpg …' : `No image has “${search}” in its name.`;
  const lines = rows.length > 0 ? rows : [text.dim(cutText(text.plain(nothing), TERMINAL_COLUMNS))];
  const note = search === '' ? undefined : `“${search}”`;
  return textPage({ title: 'Images', note, nowMs, timeZone, lines }, text);
}

export interface ImageTextProps {
  readonly state: ImageState;
  /** The newest ones, newest first. */
  readonly moments: readonly Moment[];
  readonly nowMs: number;
  readonly timeZone: string;
}

/** One image as text: its newest pictures, with what fetches them. */
export function imageText({ state, moments, nowMs, timeZone }: ImageTextProps, text: TerminalText): string {
  const { age } = imageFreshness(state, nowMs);
  const rows = moments.map(moment => {
    const time = fitText(momentTime(moment.atMs, nowMs, timeZone), 18);
    const about = fitText(text.plain(aboutPicture(moment)), 28);
    return `${time}  ${about}  ${text.dim(cutText(text.plain(labelWords(moment)), 30))}`.trimEnd();
  });
  const note = `${countPictures(state.pictures)}, the newest ${age} old`;
  return textPage({ title: state.name, note, nowMs, timeZone, lines: rows }, text);
}
