import type { Problem } from './batch.ts';
import type { Taken } from './intake-calls.ts';

/** What a sender of remote write is told: 204 when all is kept; else 400 with a sentence, which makes it drop what was refused instead of sending the same again. */
export function answerRemoteWrite({ found, kept }: Taken): Response {
  const refused = found.problemCount + kept.refused;
  if (refused === 0) return new Response(null, { status: 204 });
  const [problem] = found.problems;
  const [refusal] = kept.refusals;
  const reason = problem ? seriesSentence(problem) : `${refusal?.reading}: ${refusal?.reason}`;
  const text = `${kept.accepted} samples were kept, ${refused} were not. The first: ${reason}\n`;
  return new Response(text, { status: 400, headers: { 'Content-Type': 'text/plain; charset=utf-8' } });
}

/** `series 7: ...` */
export function seriesSentence({ line, reason }: Problem): string {
  return `series ${line}: ${reason}`;
}
