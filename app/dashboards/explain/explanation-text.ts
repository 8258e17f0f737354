import { formatAge } from '../../../components/format/format-age.ts';
import { formatDuration } from '../../../components/format/format-duration.ts';
import { formatValueText } from '../../../components/format/format-value.ts';
import { cutText, type TerminalText } from '../../../components/text/terminal-text.ts';
import { textHeading } from '../../../components/text/text-page.ts';
import { costText } from '../../explore/query/cost-text.ts';
import { type ExplainLine, textOf } from '../../promql/explain/words.ts';
import type { PanelExplanation } from './explain-panel.ts';
import type { QueryExplanation } from './query-explanation.ts';

/** The same for a terminal. */
export function explanationText(explanation: PanelExplanation, nowMs: number, text: TerminalText): string[] {
  const { source, queries, empties, limits } = explanation;
  const section = (title: string, sentences: readonly string[]) =>
    sentences.length === 0
      ? []
      : ['', textHeading(title, undefined, text), ...sentences.flatMap(sentence => wrap(sentence, text))];
  return [
    ...wrap(source, text),
    ...queries.flatMap(query => queryText(query, nowMs, text)),
    ...section('What would make it empty', empties),
    ...section('Bounds that apply', limits),
  ];
}

function queryText(query: QueryExplanation, nowMs: number, text: TerminalText): string[] {
  const { expr, cost, words, refusal, series, isMore } = query;
  const rows = series.map(({ key, value, unit, atMs, intervalMs, sender }) => {
    const every = intervalMs === undefined ? '' : `, every ${formatDuration(Number(intervalMs.toPrecision(2)))}`;
    const by = sender === undefined ? '' : `, first sent by ${sender}`;
    return `${key} = ${formatValueText(value, unit)}, heard ${formatAge(nowMs - atMs)}${every}${by}`;
  });
  return [
    '',
    textHeading(expr, cost && costText(cost), text),
    ...(words ? linesOf(words, 1).map(line => cutText(text.plain(line), text.columns)) : []),
    ...(refusal === undefined ? [] : wrap(refusal, text)),
    ...[...rows, ...(isMore ? ['and more'] : [])].map(row => text.dim(cutText(text.plain(`  ${row}`), text.columns))),
  ];
}

function linesOf({ words, below }: ExplainLine, depth: number): string[] {
  return [`${'  '.repeat(depth)}${textOf(words)}`, ...below.flatMap(line => linesOf(line, depth + 1))];
}

/** A sentence in lines that fit. */
function wrap(sentence: string, text: TerminalText): string[] {
  const lines: string[] = [];
  let line = ' ';
  for (const word of text.plain(sentence).split(' ')) {
    if (line.length + 1 + word.length > text.columns && line.trim() !== '') {
      lines.push(line);
      line = ' ';
    }
    line += ` ${word}`;
  }
  return [...lines, line].map(each => cutText(each, text.columns));
}
