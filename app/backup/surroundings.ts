import type { Progress } from './progress.ts';

/** What comes from outside to everything that takes long. */
export interface Surroundings {
  readonly signal: AbortSignal;
  readonly progress: Progress;
  readonly now: () => number;
}
