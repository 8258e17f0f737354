import { sparkline } from '../../../components/chart/sparkline.ts';
import { formatValueText } from '../../../components/format/format-value.ts';
import { columnsOf, cutText, fitText, type TerminalText } from '../../../components/text/terminal-text.ts';
import { textPage } from '../../../components/text/text-page.ts';
import type { Range } from '../../dashboards/range.ts';
import { type ExplainLine, textOf } from '../../promql/explain/words.ts';
import type { Asked } from './asked.ts';
import { costText } from './cost-text.ts';
import { resultRows } from './result-rows.ts';

export interface QueryTextProps {
  readonly query: string;
  readonly range: Range;
  readonly asked: Asked;
  readonly nowMs: number;
  /** IANA name. */
  readonly timeZone: string;
}

/** Widths of name, value now and line; two blanks between them. */
const COLUMNS = { name: 42, value: 14, line: 20 };

/** A query and its answer for a terminal. */
export function queryText({ query, range, asked, nowMs, timeZone }: QueryTextProps, text: TerminalText): string {
  const note = query === '' ? undefined : query;
  return textPage({ title: 'Query', note, nowMs, timeZone, lines: linesOf(query, range, asked, text) }, text);
}

function linesOf(query: string, range: Range, asked: Asked, text: TerminalText): string[] {
  if (asked.kind === 'blank') return ['Ask with ?q=, for example:', ...asked.examples.map(one => text.plain(one))];
  if (asked.kind === 'refused')
    return [...pointed(query, asked.position, text), text.alert(text.plain(asked.sentence))];
  const { rows, total } = resultRows(asked);
  const shown = rows.map(({ key, now, values }) =>
    [
      fitText(text.plain(key === '{}' ? 'all together' : key), COLUMNS.name),
      text.bold(fitText(text.plain(formatValueText(now, asked.unit)), COLUMNS.value, 'end')),
      text.dim(values.length > 0 ? sparkline(values, COLUMNS.line) : ''),
    ]
      .join('  ')
      .trimEnd(),
  );
  const none = asked.instant.text === undefined ? 'Nothing found.' : text.plain(asked.instant.text);
  const more = total > shown.length ? [text.dim(`and ${total - shown.length} more`)] : [];
  return [
    ...inWords(asked.explanation, 0, text),
    '',
    ...(shown.length > 0 ? shown : [none]),
    ...more,
    ...asked.unknown.map(({ sentence }) => text.warn(text.plain(sentence))),
    '',
    text.dim(text.plain(`${range.title}: ${costText(asked.cost)}`)),
  ];
}

/** The query with a mark below the place, where both fit into a line. */
function pointed(query: string, at: { from: number; to: number } | undefined, text: TerminalText): string[] {
  const plain = text.plain(query);
  if (!at || columnsOf(plain) > text.columns || plain.length !== query.length) return [];
  const before = ' '.repeat(columnsOf(query.slice(0, at.from)));
  return [plain, before + text.alert('^'.repeat(Math.max(1, columnsOf(query.slice(at.from, at.to)))))];
}

function inWords({ words, below }: ExplainLine, depth: number, text: TerminalText): string[] {
  const line = `${'  '.repeat(depth)}${text.plain(textOf(words))}`;
  return [text.dim(cutText(line, text.columns)), ...below.flatMap(one => inWords(one, depth + 1, text))];
}
