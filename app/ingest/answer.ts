import type { Reading } from '../history/reading.ts';
import { seriesKey } from '../history/series-key.ts';
import type { Parsed, Problem } from './batch.ts';
import type { Kept } from './keep.ts';

/** What is said to a sender, in words and as JSON; a feature answers with the form that was asked for. */
export interface Answer {
  /** 200 when anything was kept, else 400. */
  readonly status: 200 | 400;
  /** Ends in a line break. */
  readonly text: string;
  readonly json: Readonly<Record<string, unknown>>;
}

/**
 * The answer to one reading sent by itself:
 *
 *     ok temperature{room="kitchen"} = 21.4 °C (new)
 *     refused: "21,4" has a decimal comma; write 21.4.
 */
export function answerOne(parsed: Parsed, appended: Kept): Answer {
  const reading = parsed.readings[0];
  const reason = parsed.problems[0]?.reason ?? appended.refused[0]?.reason;
  if (reading === undefined || reason !== undefined) {
    return { status: 400, text: `refused: ${reason}\n`, json: { ok: false, error: reason } };
  }
  const series = seriesKey(reading.metric, reading.labels);
  const isNew = appended.created.includes(series);
  const { value, atMs, unit } = reading;
  const json = { ok: true, series, value, ...(unit !== undefined && { unit }), atMs, new: isNew };
  return { status: 200, text: `ok ${inWords(reading, series)}${isNew ? ' (new)' : ''}\n`, json };
}

/**
 * The answer to many readings, with a sentence for each of the first bad lines:
 *
 *     ok 998 of 1000 readings, 2 bad lines
 *     line 7, column 12: "21,4" has a decimal comma; write 21.4.
 *     line 9, column 1: ...
 */
export function answerMany(parsed: Parsed, appended: Kept): Answer {
  const { problemCount, problems } = parsed;
  const kept = appended.accepted + parsed.logLines.length;
  const refusals = appended.refused.slice(0, maxRefusals).map(({ index, reason }) => refusal(parsed, index, reason));
  const sentences = [...problems.map(problemSentence), ...refusals];
  const isOk = kept > 0;
  const headline = summarize(parsed, appended, kept);
  const text = [headline, ...sentences, ...omitted(parsed, appended)].map(line => `${line}\n`);
  const json = {
    ok: isOk,
    ...(!isOk && { error: headline }),
    accepted: kept,
    refused: problemCount + appended.refused.length,
    created: appended.created.length,
    problems,
    refusals,
  };
  return { status: isOk ? 200 : 400, text: text.join(''), json };
}

/** `line 7, column 12: ...`, for people. */
export function problemSentence({ line, column, reason }: Problem): string {
  return `line ${line}, column ${column}: ${reason}`;
}

/** Refusals of the store that are told one by one; the others are counted. */
const maxRefusals = 20;

function inWords({ value, unit }: Reading, series: string): string {
  return `${series} = ${value}${unit === undefined ? '' : ` ${unit}`}`;
}

function refusal({ readings }: Parsed, index: number, reason: string): string {
  const reading = readings[index];
  return reading === undefined ? reason : `${inWords(reading, seriesKey(reading.metric, reading.labels))}: ${reason}`;
}

function summarize({ problemCount, logLines }: Parsed, { refused, accepted }: Kept, kept: number): string {
  const total = kept + problemCount + refused.length;
  if (total === 0) return 'refused: there is no reading in the body.';
  if (kept === 0)
    return `refused: ${problemCount > 0 ? badLines(problemCount) : `${total} readings`}, nothing was kept`;
  if (total === 1 && logLines.length === 0 && accepted === 1) return 'ok 1 reading';
  const noun = logLines.length === 0 ? 'readings' : 'readings and log lines';
  const count = total === kept ? `${kept}` : `${kept} of ${total}`;
  return `ok ${count} ${noun}${problemCount > 0 ? `, ${badLines(problemCount)}` : ''}`;
}

function badLines(count: number): string {
  return count === 1 ? '1 bad line' : `${count} bad lines`;
}

function omitted({ problemCount, problems }: Parsed, { refused }: Kept): string[] {
  const rest = problemCount - problems.length + Math.max(0, refused.length - maxRefusals);
  return rest > 0 ? [`and ${rest} more`] : [];
}
