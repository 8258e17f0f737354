/** Time that a core spent since the start, in ticks of the kernel. */
export interface CpuTimes {
  readonly userTicks: number;
  readonly systemTicks: number;
  readonly stealTicks: number;
  readonly idleTicks: number;
}

/** Name under which `parseCpuTimes` gives all cores together. */
export const ALL_CORES = '';

/** Reads `/proc/stat`: times by number of the core. Guests are not looked at, because user and nice hold their time already. */
export function parseCpuTimes(text: string): ReadonlyMap<string, CpuTimes> {
  const times = new Map<string, CpuTimes>();
  for (const [, core, ticks] of text.matchAll(/^cpu(\d*) +(.+)$/gm)) {
    const [user = 0, nice = 0, system = 0, idle = 0, ioWait = 0, irq = 0, softIrq = 0, steal = 0] = ticks!
      .split(' ')
      .map(Number);
    times.set(core!, {
      userTicks: user + nice,
      systemTicks: system + irq + softIrq,
      stealTicks: steal,
      idleTicks: idle + ioWait,
    });
  }
  return times;
}
