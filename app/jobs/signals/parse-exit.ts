import type { Signal } from '../runs/signal.ts';
import type { Checked } from './parse-job-name.ts';

/** Windows gives 32 bits. */
const MAX_EXIT_CODE = 0xff_ff_ff_ff;

/** What follows `fail`: a code, a code and a reason, a reason, or nothing. */
export function parseFailure(text: string): Checked<Signal> {
  const [, digits, rest = ''] = /^(-?\d+)(?:[\s:,]+(.*))?$/su.exec(text) ?? [];
  if (digits === undefined) return { ok: true, value: { kind: 'fail', text } };
  const code = readCode(digits);
  if (code === 0) return refuse('the exit code 0 is none of a failure; send done, or fail with another code.');
  return code === undefined ? refuse(badCode(digits)) : failed(code, rest.trim());
}

/** What follows `exit`: a code, which says whether it went well, and perhaps a reason. */
export function parseExit(text: string): Checked<Signal> {
  const [, digits, rest = ''] = /^(-?\d+)(?:[\s:,]+(.*))?$/su.exec(text) ?? [];
  if (digits === undefined) return refuse('behind exit comes the exit code, as in exit 0 or exit 3 disk full.');
  const code = readCode(digits);
  if (code === undefined) return refuse(badCode(digits));
  return code === 0 ? { ok: true, value: { kind: 'done', text: rest.trim() } } : failed(code, rest.trim());
}

/** Undefined: no process ends with it. */
export function readCode(digits: string): number | undefined {
  const code = Number(digits);
  return Number.isInteger(code) && code >= 0 && code <= MAX_EXIT_CODE ? code : undefined;
}

function failed(exitCode: number, text: string): Checked<Signal> {
  return { ok: true, value: { kind: 'fail', exitCode, text } };
}

function badCode(digits: string): string {
  return `${digits.slice(0, 20)} is no exit code; send a whole number from 1 to ${MAX_EXIT_CODE}.`;
}

function refuse(reason: string): Checked<Signal> {
  return { ok: false, reason };
}
