import { jobLimits } from '../runs/job-limits.ts';

export type Checked<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: string };

const LEGAL = /^[\p{L}\p{N}][\p{L}\p{N}\p{M}._:@+-]*$/u;

/** A name as it stands in an address: letters of any script, digits, and `. _ : @ + -` behind the first of them. */
export function parseJobName(text: string): Checked<string> {
  const name = text.normalize('NFC');
  if (name.length > jobLimits.nameChars)
    return { ok: false, reason: `a job's name has at most ${jobLimits.nameChars} characters; shorten it.` };
  if (LEGAL.test(name)) return { ok: true, value: name };
  const nearest = name
    .replace(/[^\p{L}\p{N}\p{M}._:@+-]+/gu, '-')
    .replace(/^[^\p{L}\p{N}]+/u, '')
    .replace(/-+$/, '');
  const example = LEGAL.test(nearest) ? nearest : 'nightly-backup';
  return {
    ok: false,
    reason: `a job's name is made of letters, digits and . _ : @ + - and begins with one of the first two, as in ${example}.`,
  };
}
