import { setImmediate as nextTurn } from 'node:timers/promises';
import { GCProfiler, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');

export interface Cost {
  readonly turns: number;
  /** CPU time of the process, garbage collection in other threads included: a busy machine disturbs it less than a clock. */
  readonly cpuUs: number;
  readonly allocatedBytes: number;
  /** What one turn of the event loop takes, at the 99th percentile. */
  readonly turnP99Ms: number;
}

const ROUNDS = 3;

/** Repeats a turn for some CPU time, after a third of that to warm up, and tells of the round with the least cost. */
export async function measureTurns(roundUs: number, turn: () => void): Promise<Cost> {
  await repeat(roundUs / 3, turn);
  const costs: Cost[] = [];
  for (let round = 0; round < ROUNDS; round++) costs.push(await measureRound(roundUs, turn));
  return costs.reduce((least, cost) => (cost.cpuUs / cost.turns < least.cpuUs / least.turns ? cost : least));
}

/** Memory of objects and array buffers that somebody still holds. */
export function heldBytes(): number {
  for (let round = 0; round < 3; round++) collect();
  return heldNow();
}

async function measureRound(budgetUs: number, turn: () => void): Promise<Cost> {
  collect();
  const gc = new GCProfiler();
  gc.start();
  const before = heldNow();
  const { cpuUs, turnsMs } = await repeat(budgetUs, turn);
  const allocatedBytes = allocated(gc.stop(), before, heldNow());
  const turnP99Ms = turnsMs.toSorted((a, b) => a - b)[Math.floor(turnsMs.length * 0.99)]!;
  return { turns: turnsMs.length, cpuUs, allocatedBytes, turnP99Ms };
}

async function repeat(budgetUs: number, turn: () => void): Promise<{ cpuUs: number; turnsMs: number[] }> {
  const turnsMs: number[] = [];
  const start = process.cpuUsage();
  let cpuUs = 0;
  do {
    const startMs = performance.now();
    turn();
    await nextTurn();
    turnsMs.push(performance.now() - startMs);
    const { user, system } = process.cpuUsage(start);
    cpuUs = user + system;
  } while (cpuUs < budgetUs || turnsMs.length < 5);
  return { cpuUs, turnsMs };
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
