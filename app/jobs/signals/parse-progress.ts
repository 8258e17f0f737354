import type { Signal } from '../runs/signal.ts';
import type { Checked } from './parse-job-name.ts';

const PART = /^(-?[\d.,]+)\s*\/\s*(-?[\d.,]+)(?:[\s:,-]+(.*))?$/su;
const PERCENT = /^(-?[\d.,]+)\s*%(?:[\s:,-]+(.*))?$/su;

/** `42/100`, `37%` and `37.5 %`, each with or without words behind; undefined: the line is about something else. */
export function parseProgress(line: string): Checked<Signal> | undefined {
  const [, doneText, totalText, partWords = ''] = PART.exec(line) ?? [];
  if (doneText !== undefined && totalText !== undefined) return checkPart(doneText, totalText, partWords);
  const [, percentText, percentWords = ''] = PERCENT.exec(line) ?? [];
  return percentText === undefined ? undefined : checkPart(percentText, '100', percentWords, ' %');
}

function checkPart(doneText: string, totalText: string, words: string, unit = ''): Checked<Signal> {
  const comma = [doneText, totalText].find(text => text.includes(','));
  if (comma !== undefined)
    return refuse(
      `"${comma.slice(0, 20)}" has a comma; write ${comma.slice(0, 20).replaceAll(',', '.')} for a fraction, and thousands without.`,
    );
  return checkProgress(Number(doneText), Number(totalText), words.trim(), unit);
}

/** More than all is all: who counts one too many is nearly done. */
export function checkProgress(done: number, total: number, text: string, unit = ''): Checked<Signal> {
  if (!Number.isFinite(done) || !Number.isFinite(total))
    return refuse('this is no progress; write it as 42/100 or 37%.');
  if (total <= 0) return refuse(`of ${total} nothing can be done; the number behind the / is that of the whole.`);
  if (done < 0) return refuse(`${done}${unit} is less than nothing; progress begins at 0.`);
  if (unit !== '' && done > 100) return refuse(`${done}${unit} is more than all; progress ends at 100 %.`);
  return { ok: true, value: { kind: 'progress', done: Math.min(done, total), total, text } };
}

function refuse(reason: string): Checked<Signal> {
  return { ok: false, reason };
}
