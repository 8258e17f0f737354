import { getPriority, setPriority } from 'node:os';

/**
 * Lets the other threads have a busy processor first, above all the one that answers pages: called by a thread of bulk
 * work, for itself. Five steps leave it a third of what another thread gets of a busy processor, ten a tenth. On Linux only, where a priority is a thread's own (sched(7)); elsewhere it would be the whole process'.
 */
export function giveWay(steps = 5): void {
  if (process.platform !== 'linux') return;
  try {
    setPriority(Math.min(19, getPriority() + steps));
  } catch {
    // Forbidden by a sandbox: then all threads are alike, as they are elsewhere.
  }
}
