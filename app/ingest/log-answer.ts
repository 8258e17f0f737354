import type { Answer } from './answer.ts';
import type { TakenLogs } from './log-intake-calls.ts';

/**
 * What is said to the sender of text:
 *
 *     ok 998 of 1000 lines to app
 *     2 lines are older than the 30 days that logs are kept.
 */
export function answerLogs(stream: string, { kept, refused, reasons, fault }: TakenLogs): Answer {
  const total = kept + refused;
  const error = fault ?? (total === 0 ? 'there is no line in the body; send text, one line or many.' : reasons[0]);
  if (kept === 0) return { status: 400, text: `refused: ${error}\n`, json: { ok: false, error, accepted: 0, refused } };
  const noun = total === 1 ? 'line' : 'lines';
  const headline = `ok ${kept === total ? kept : `${kept} of ${total}`} ${noun} to ${stream}`;
  return {
    status: 200,
    text: [headline, ...reasons].map(line => `${line}\n`).join(''),
    json: { ok: true, stream, accepted: kept, refused, reasons },
  };
}

/** Two parts of one body, as one. */
export function addTaken(a: TakenLogs, b: TakenLogs): TakenLogs {
  const reasons = [...a.reasons, ...b.reasons].slice(0, 20);
  return { kept: a.kept + b.kept, refused: a.refused + b.refused, reasons };
}
