const ROUNDS = 9;
const ROUND_US = 8_000;
/** Few enough that no collection runs between the two looks at the heap. */
const CALLS_FOR_BYTES = 1_000;

export interface Cost {
  readonly ns: number;
  readonly bytes: number;
}

/** What one call of each costs: CPU time, the best of rounds in which they take turns, and bytes left on the heap. */
export function measure(calls: readonly (() => unknown)[]): readonly Cost[] {
  const counts = calls.map(callsPerRound);
  const best = calls.map(() => Number.POSITIVE_INFINITY);
  for (let round = 0; round < ROUNDS; round++) {
    for (const [at, call] of calls.entries()) best[at] = Math.min(best[at]!, cpuNs(call, counts[at]!));
  }
  return calls.map((call, at) => ({ ns: best[at]!, bytes: bytesOf(call) }));
}

/** After enough calls to compile. */
function callsPerRound(call: () => unknown): number {
  let count = 16;
  let ns = cpuNs(call, count);
  while (ns * count < ROUND_US * 1000) {
    count *= 2;
    ns = cpuNs(call, count);
  }
  return count;
}

function cpuNs(call: () => unknown, count: number): number {
  const start = process.cpuUsage();
  for (let done = 0; done < count; done++) call();
  const { user, system } = process.cpuUsage(start);
  return ((user + system) * 1000) / count;
}

function bytesOf(call: () => unknown): number {
  globalThis.gc?.();
  const before = process.memoryUsage().heapUsed;
  for (let done = 0; done < CALLS_FOR_BYTES; done++) call();
  return Math.max(0, process.memoryUsage().heapUsed - before) / CALLS_FOR_BYTES;
}
