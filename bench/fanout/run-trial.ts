import { setTimeout as wait } from 'node:timers/promises';
import { cpuSeconds } from '../history/process-cost.ts';
import { quantile } from '../history/quantile.ts';
import type { Contender } from './contender.ts';
import { eventText, type Viewers } from './viewers.ts';

export interface Load {
  /** Told in one go. */
  readonly burst: number;
  readonly burstsPerSecond: number;
  readonly seconds: number;
}

export interface Trial {
  /** Events that viewers got each second. */
  readonly deliveriesPerSecond: number;
  /** Of what was published, to all. */
  readonly share: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly wrong: number;
  /** Processor time of the server for a million deliveries. */
  readonly cpuSecondsPerMillion: number;
  /** Of the server, as a share of one core. */
  readonly cores: number;
  readonly bytesPerEvent: number;
}

const EVENT_BYTES = 300;
/** After the last event was due, viewers may take so long to have it. */
const SETTLE_MS = 300;

/** Publishes at a steady rate for some seconds and tells what came of it. `firstSeq` numbers the events. */
export async function runTrial(
  contender: Contender,
  viewers: Viewers,
  count: number,
  load: Load,
  firstSeq: number,
): Promise<Trial> {
  const { burst, burstsPerSecond, seconds } = load;
  viewers.take();
  const cpuBefore = cpuSeconds(contender.pid);
  const startMs = Date.now();
  let published = 0;
  const bursts = Math.round(burstsPerSecond * seconds);
  for (let i = 0; i < bursts; i++) {
    const dueMs = startMs + (i * 1000) / burstsPerSecond;
    const aheadMs = dueMs - Date.now();
    if (aheadMs > 0) await wait(aheadMs);
    else if (i % 16 === 0) await new Promise(setImmediate); // late: what came is read all the same
    contender.publish(Array.from({ length: burst }, () => eventText(firstSeq + published++, dueMs, EVENT_BYTES)));
  }
  const tookMs = Date.now() - startMs;
  await wait(SETTLE_MS);
  const { events, bytes, lagsMs, wrong } = viewers.take();
  const cpu = cpuSeconds(contender.pid) - cpuBefore;
  return {
    deliveriesPerSecond: (events / Math.max(tookMs, seconds * 1000)) * 1000,
    share: events / (published * count),
    p50Ms: quantile(lagsMs, 0.5),
    p99Ms: quantile(lagsMs, 0.99),
    wrong,
    cpuSecondsPerMillion: (cpu / events) * 1e6,
    cores: cpu / (tookMs / 1000),
    bytesPerEvent: bytes / events,
  };
}

/** Whether a server kept up: nearly all that was published came in time, and in order. */
export function keptUp({ share, p99Ms, wrong }: Trial): boolean {
  return share >= 0.97 && p99Ms < 250 && wrong === 0;
}
