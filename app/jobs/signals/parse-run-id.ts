import { jobLimits } from '../runs/job-limits.ts';
import type { Checked } from './parse-job-name.ts';

/** What a sender calls its run: a UUID, the number of a build, anything that can be read. */
export function parseRunId(text: string): Checked<string> {
  if (/^[\p{L}\p{N}._:@+/-]+$/u.test(text) && text.length <= jobLimits.runIdChars) return { ok: true, value: text };
  return {
    ok: false,
    reason: `the name of a run is made of at most ${jobLimits.runIdChars} letters, digits and . _ : @ + / -, as in run=build-112.`,
  };
}
