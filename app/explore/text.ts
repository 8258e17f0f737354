import { readingLine } from '../../components/text/reading-line.ts';
import { cutText, type TerminalText } from '../../components/text/terminal-text.ts';
import { textPage } from '../../components/text/text-page.ts';
import { nothingFound, type RowsProps } from './rows.tsx';

export interface ExploreTextProps extends RowsProps {
  /** IANA name. */
  readonly timeZone: string;
  /** Series there are, all in all; 0 where only some were asked for. */
  readonly total: number;
  readonly limit: number;
}

/** The table of all series as text. */
export function exploreText(
  { series, unitOf, nowMs, search, timeZone, total, limit }: ExploreTextProps,
  text: TerminalText,
) {
  const rows = series.map(({ key, value, unit = '', atMs, intervalMs, line }) =>
    readingLine({ name: key, value, unit: unitOf(key) ?? unit, atMs, intervalMs, values: line(nowMs), nowMs }, text),
  );
  const none = [text.dim(cutText(text.plain(nothingFound(search)), text.columns))];
  const more =
    total > limit ? ['', text.dim(`The ${limit} series with the newest readings of ${total}. Search with ?q=`)] : [];
  const note = search === '' ? undefined : `“${search}”`;
  return textPage(
    { title: 'Explore', note, nowMs, timeZone, lines: [...(rows.length > 0 ? rows : none), ...more] },
    text,
  );
}
