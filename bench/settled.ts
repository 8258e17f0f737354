import { setTimeout as wait } from 'node:timers/promises';
import { residentBytes } from './resident-bytes.ts';

/** How long memory must stay within so many bytes. */
const [STEADY_MS, STEADY_BYTES, LOOK_MS] = [1500, 1e6, 100];

/** Until what a process has in memory has stayed the same for a while: threads come up after a server says that it listens. */
export async function settled(pid: number): Promise<void> {
  for (let [before, since] = [0, Date.now()]; Date.now() - since < STEADY_MS; await wait(LOOK_MS)) {
    const now = residentBytes(pid);
    if (Math.abs(now - before) > STEADY_BYTES) [before, since] = [now, Date.now()];
  }
}
