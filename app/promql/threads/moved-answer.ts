import { Moved } from '../../../db/keeper/moved.ts';
import type { WrittenAnswer } from './query-thread-calls.ts';

/** The answer, whose bytes go to the asker without being copied. */
export function movedAnswer(answer: WrittenAnswer): Moved<WrittenAnswer> {
  return new Moved(answer, [answer.bytes.buffer]);
}
