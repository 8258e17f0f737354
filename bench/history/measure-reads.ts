import { setTimeout as wait } from 'node:timers/promises';
import type { Reads } from './engine.ts';
import { quantile } from './quantile.ts';
import type { Workload } from './workload.ts';

/** How long an answer takes; undefined where there is no such question. */
export interface ReadTimes {
  readonly latestMs: number | undefined;
  readonly rangeMs: number | undefined;
}

const READS = 5;
/** Less of an answer for each line means that not all of them are in it. */
const LEAST_BYTES = 10;
const VISIBLE_WITHIN_MS = 30_000;

/** The median of a few reads, one after the other, once the engine shows what it has acknowledged. */
export async function measureReads(reads: Reads | undefined, { lineCount }: Workload): Promise<ReadTimes> {
  if (!reads) return { latestMs: undefined, rangeMs: undefined };
  const endMs = performance.now() + VISIBLE_WITHIN_MS;
  while ((await readAll(reads.latest)) < lineCount * LEAST_BYTES) {
    if (performance.now() > endMs) throw new Error('What was acknowledged is not shown.');
    await wait(100);
  }
  return { latestMs: await medianMs(reads.latest), rangeMs: await medianMs(reads.range) };
}

/** After one that does not count. */
async function medianMs(read: () => Promise<Response>): Promise<number> {
  const takenMs: number[] = [];
  for (let done = 0; done <= READS; done++) {
    const startMs = performance.now();
    await readAll(read);
    if (done > 0) takenMs.push(performance.now() - startMs);
  }
  return quantile(takenMs, 0.5);
}

/** Bytes of the answer. */
async function readAll(read: () => Promise<Response>): Promise<number> {
  const answer = await read();
  const { byteLength } = await answer.arrayBuffer();
  if (!answer.ok) throw new Error(`${answer.url} answered ${answer.status}.`);
  return byteLength;
}
