import { GCProfiler } from 'node:v8';
import { collectGarbage } from '../../app/stream/testing/collect-garbage.ts';

export interface TickCost {
  /** CPU time of a tick, of all threads of the process, so with the collection of garbage. */
  readonly cpuMs: number;
  readonly longestMs: number;
  readonly allocatedBytes: number;
  /** Memory that is held after the last one. */
  readonly heldBytes: number;
}

/** What ticks cost, one after the other; `prepare` is not counted. */
export async function measureTicks<Input>(
  ticks: number,
  prepare: () => Input,
  tick: (input: Input) => Promise<unknown>,
): Promise<TickCost> {
  await collectGarbage();
  const gc = new GCProfiler();
  gc.start();
  const before = heldNow();
  let [cpuUs, longestMs] = [0, 0];
  for (let at = 0; at < ticks; at++) {
    const input = prepare();
    const [start, startMs] = [process.cpuUsage(), performance.now()];
    await tick(input);
    longestMs = Math.max(longestMs, performance.now() - startMs);
    const { user, system } = process.cpuUsage(start);
    cpuUs += user + system;
  }
  const allocatedBytes = allocated(gc.stop(), before, heldNow()) / ticks;
  await collectGarbage();
  return { cpuMs: cpuUs / 1000 / ticks, longestMs, allocatedBytes, heldBytes: heldNow() };
}

/** What grew between any two collections. */
function allocated({ statistics }: ReturnType<GCProfiler['stop']>, before: number, after: number): number {
  let [bytes, floor] = [0, before];
  for (const { beforeGC, afterGC } of statistics) {
    bytes += Math.max(0, sizeOf(beforeGC.heapStatistics) - floor);
    floor = sizeOf(afterGC.heapStatistics);
  }
  return bytes + Math.max(0, after - floor);
}

function sizeOf(heap: { usedHeapSize: number; externalMemory: number }): number {
  return heap.usedHeapSize + heap.externalMemory;
}

function heldNow(): number {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
