import type { Outcome, Refusal } from '../threads/outcome.ts';
import { ApiError, badParameter } from './api-error.ts';

/** What a thread answered; `parameter` is the one whose text it has read, `texts` what stood there. Throws an ApiError. */
export function requireAnswer<Value>(outcome: Outcome<Value>, parameter: string, texts: readonly string[]): Value {
  if (!outcome.isRefused) return outcome.value;
  const { refusal } = outcome;
  if (refusal.stage === 'execution') throw new ApiError('execution', refusal.message);
  throw badParameter(parameter, `${placeOf(refusal, texts)}parse error: ${refusal.message}`);
}

/** Line and column; of several texts nobody knows which one it was. */
function placeOf({ position }: Refusal, [text, ...others]: readonly string[]): string {
  if (!position || text === undefined || others.length > 0) return '';
  const lines = text.slice(0, position.from).split('\n');
  return `${lines.length}:${lines.at(-1)!.length + 1}: `;
}
