import { getPriority, setPriority } from 'node:os';

/** Half as much of a busy processor as another thread gets, about; 19 would be as little as there is. */
const STEPS_BACK = 5;

/**
 * Lets the other threads have a busy processor first, above all the one that answers pages: called by a thread of bulk
 * work, for itself. On Linux only, where a priority is a thread's own (sched(7)); elsewhere it would be the whole process'.
 */
export function giveWay(): void {
  if (process.platform !== 'linux') return;
  try {
    setPriority(Math.min(19, getPriority() + STEPS_BACK));
  } catch {
    // Forbidden by a sandbox: then all threads are alike, as they are elsewhere.
  }
}
