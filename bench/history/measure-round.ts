import type { Body } from './bodies.ts';
import { diskBytes } from './disk-bytes.ts';
import type { Engine, RunningEngine } from './engine.ts';
import type { LoopStop } from './loop-stops.ts';
import { measureReads, type ReadTimes } from './measure-reads.ts';
import { pinned, unpin } from './pin.ts';
import { cpuSeconds, machineSeconds, peakBytes } from './process-cost.ts';
import { quantile } from './quantile.ts';
import { sendBodies } from './send-bodies.ts';
import type { Workload } from './workload.ts';

export interface Round extends ReadTimes {
  readonly pointsPerSecond: number;
  readonly points: number;
  /** Processor seconds of the engine for a million points. */
  readonly cpuPerMillion: number;
  /** Cores that others had meanwhile: neither the engine nor the sender. */
  readonly otherCores: number;
  readonly peakBytes: number;
  /** Bytes a point on disk when the last one was acknowledged, and after flush and merge. */
  readonly loadedBytes: number;
  readonly settledBytes: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly refused: number;
  /** The longest stop of the main thread in each second. */
  readonly loopStops: readonly LoopStop[];
}

export interface RoundOptions {
  readonly workload: Workload;
  readonly shares: readonly (readonly Body[])[];
  readonly cores: number;
  readonly limitSeconds: number;
}

/** Starts the engine anew, loads it, reads from it, lets it come to rest. */
export async function measureRound(engine: Engine, options: RoundOptions): Promise<Round> {
  const running = await pinned(options.cores, () => engine.start(options.workload));
  try {
    const emptyBytes = diskBytes(running.dataDir);
    const { points, ...loaded } = await measureLoad(running, options);
    const loadedBytes = (diskBytes(running.dataDir) - emptyBytes) / points;
    const reads = await measureReads(running.reads, options.workload);
    const settledBytes = ((await running.settle()) - emptyBytes) / points;
    return { points, ...loaded, ...reads, loadedBytes, settledBytes };
  } finally {
    await running.dispose();
    unpin(options.cores);
  }
}

async function measureLoad(running: RunningEngine, { shares, limitSeconds }: RoundOptions) {
  const { pid } = running;
  const spent = () => ({ engine: cpuSeconds(pid), us: cpuSeconds('self'), machine: machineSeconds() });
  const loop = running.watchLoop?.();
  const before = spent();
  const { seconds, points, requestMs, refused } = await sendBodies(running.write, shares, limitSeconds);
  const after = spent();
  const engineSeconds = after.engine - before.engine;
  const ours = engineSeconds + after.us - before.us;
  return {
    points,
    refused,
    pointsPerSecond: points / seconds,
    cpuPerMillion: (engineSeconds / points) * 1e6,
    otherCores: Math.max(0, (after.machine - before.machine - ours) / seconds),
    peakBytes: peakBytes(pid),
    p50Ms: quantile(requestMs, 0.5),
    p99Ms: quantile(requestMs, 0.99),
    loopStops: (await loop?.end()) ?? [],
  };
}
