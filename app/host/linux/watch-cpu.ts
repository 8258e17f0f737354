import type { Machine } from '../machine.ts';
import { compareCpuTimes } from './compare-cpu-times.ts';
import { parseCpuTimes } from './parse-cpu-times.ts';

/** Gives the load since the last call. `read` gives `/proc/stat`. */
export function watchCpu(read: () => Promise<string>): Machine['cpuLoad'] {
  let before = parseCpuTimes('');
  return async () => {
    const after = parseCpuTimes(await read());
    const load = compareCpuTimes(before, after);
    before = after;
    return load;
  };
}
