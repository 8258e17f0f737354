import type { CpuLoad, Machine } from '../machine.ts';

/** Loaded when first asked, so that a machine that does without it does not pay for it. */
const library = () => import('systeminformation');

/** This machine as `systeminformation` sees it. It starts programs to find out, and each start stops the event loop for milliseconds. */
export const libraryMachine: Machine = {
  async cpuLoad() {
    const { currentLoad } = await library();
    return toCpuLoad(await currentLoad());
  },

  async memory() {
    const { mem } = await library();
    const { active, total, swapused, swaptotal } = await mem();
    return { usedBytes: active, totalBytes: total, swapUsedBytes: swapused, swapTotalBytes: swaptotal };
  },

  async disks() {
    const { fsSize } = await library();
    return (await fsSize()).map(({ mount, used, size }) => ({ mount, usedBytes: used, sizeBytes: size }));
  },

  async diskTraffic() {
    const { fsStats } = await library();
    // Null on some systems, whatever its type says.
    const stats: { rx_sec: number | null; wx_sec: number | null } | null = await fsStats();
    return {
      readBytesPerSecond: stats?.rx_sec ?? undefined,
      writtenBytesPerSecond: stats?.wx_sec ?? undefined,
    };
  },

  async links() {
    const { networkStats } = await library();
    const links = await networkStats('*');
    return links
      .filter(({ operstate }) => operstate !== 'down')
      .map(({ iface, rx_sec, tx_sec }) => ({
        name: iface,
        receivedBytesPerSecond: rx_sec ?? undefined,
        sentBytesPerSecond: tx_sec ?? undefined,
      }));
  },

  async cpuTemperatureCelsius() {
    const { cpuTemperature } = await library();
    const { main }: { main: number | null } = await cpuTemperature();
    return main ?? undefined;
  },
};

function toCpuLoad(load: Awaited<ReturnType<typeof import('systeminformation').currentLoad>>): CpuLoad {
  return {
    busyPercent: load.currentLoad,
    userPercent: load.currentLoadUser + load.currentLoadNice,
    systemPercent: load.currentLoadSystem + load.currentLoadIrq,
    stealPercent: load.currentLoadSteal,
    corePercent: new Map(load.cpus.map((core, i) => [String(i), core.load])),
  };
}
