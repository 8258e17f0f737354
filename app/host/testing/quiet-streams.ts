import type { StreamNumbers } from '../own-streams.ts';

/** A server at which nobody looks, but for what is given. */
export function quietStreams(more: Partial<StreamNumbers> = {}): StreamNumbers {
  const none = () => 0;
  return {
    ...{ frames: none, bytesBefore: none, bytesAfter: none, conflations: none, dropped: none },
    ...{ longestDelaySeconds: none, longestDrawSeconds: none, longestEvaluationSeconds: none },
    behind: () => ({ viewers: 0, seconds: 0 }),
    ...more,
  };
}
