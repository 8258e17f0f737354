import { noteDelivery } from '../senders/delivery.ts';
import { problemSentence } from './answer.ts';
import type { Taken } from './intake-calls.ts';

/** Says for the page of the senders what became of a body of many readings. `placeOf` names the first problem. */
export function noteTaken(request: Request, { found, kept, excerpt }: Taken, say = problemSentence): void {
  const [problem] = found.problems;
  const [refusal] = kept.refusals;
  const reason = problem ? say(problem) : refusal?.reason;
  const what = problem ? excerpt : refusal?.reading;
  noteDelivery(request, {
    accepted: kept.accepted + found.logLines.length,
    rejected: found.problemCount + kept.refused,
    ...(reason !== undefined && { reason }),
    ...(what !== undefined && { excerpt: what }),
  });
}
