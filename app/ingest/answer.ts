import type { Appended } from '../history/history.ts';
import type { Reading } from '../history/reading.ts';
import { seriesKey } from '../history/series-key.ts';
import type { Found, Parsed, Problem } from './batch.ts';
import type { Taken } from './intake-calls.ts';
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
export function answerOne(parsed: Parsed, appended: Omit<Appended, 'commit'>): Answer {
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
export function answerMany({ found, kept }: Taken): Answer {
  const { problemCount, problems } = found;
  const accepted = kept.accepted + found.logLines.length;
  const refusals = kept.refusals.map(({ reading, reason }) => `${reading}: ${reason}`);
  const sentences = [...problems.map(problemSentence), ...refusals];
  const isOk = accepted > 0;
  const headline = summarize(found, kept, accepted);
  const text = [headline, ...sentences, ...omitted(found, kept)].map(line => `${line}\n`);
  const json = {
    ok: isOk,
    ...(!isOk && { error: headline }),
    accepted,
    refused: problemCount + kept.refused,
    created: kept.created,
    problems,
    refusals,
  };
  return { status: isOk ? 200 : 400, text: text.join(''), json };
}

/** `line 7, column 12: ...`, for people. */
export function problemSentence({ line, column, reason }: Problem): string {
  return `line ${line}, column ${column}: ${reason}`;
}

function inWords({ value, unit }: Reading, series: string): string {
  return `${series} = ${value}${unit === undefined ? '' : ` ${unit}`}`;
}

function summarize({ problemCount, logLines }: Found, { refused, accepted }: Kept, kept: number): string {
  const total = kept + problemCount + refused;
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

function omitted({ problemCount, problems }: Found, { refused, refusals }: Kept): string[] {
  const rest = problemCount - problems.length + refused - refusals.length;
  return rest > 0 ? [`and ${rest} more`] : [];
}
