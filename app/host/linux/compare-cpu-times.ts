import type { CpuLoad } from '../machine.ts';
import { ALL_CORES, type CpuTimes } from './parse-cpu-times.ts';

type TimesByCore = ReadonlyMap<string, CpuTimes>;
type Shares = Omit<CpuLoad, 'corePercent'>;

/** What the cores did between two readings; undefined without a past. Cores that were off at either are left out. */
export function compareCpuTimes(before: TimesByCore, after: TimesByCore): CpuLoad | undefined {
  const all = toShares(before.get(ALL_CORES), after.get(ALL_CORES));
  const corePercent = new Map<string, number>();
  for (const [core, times] of after) {
    const shares = core === ALL_CORES ? undefined : toShares(before.get(core), times);
    if (shares) corePercent.set(core, shares.busyPercent);
  }
  return all && { ...all, corePercent };
}

function toShares(before: CpuTimes | undefined, after: CpuTimes | undefined): Shares | undefined {
  if (!before || !after) return undefined;
  // Waiting and stolen time are estimates that the kernel may take back.
  const ticks = (part: keyof CpuTimes) => Math.max(0, after[part] - before[part]);
  const [user, system, steal] = [ticks('userTicks'), ticks('systemTicks'), ticks('stealTicks')];
  const busy = user + system + steal;
  const total = busy + ticks('idleTicks');
  if (total === 0) return undefined;
  const percent = (part: number) => (part / total) * 100;
  return {
    busyPercent: percent(busy),
    userPercent: percent(user),
    systemPercent: percent(system),
    stealPercent: percent(steal),
  };
}
