import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Appended } from '../history.ts';
import type { Reading } from '../reading.ts';
import { type HistoryOptions, type HistoryStore, openHistory } from '../store.ts';

/** A moment on every grid that the tests use. */
export const NOON_MS = Date.UTC(2026, 5, 1, 12);

/** A history in a folder of its own, with a clock that stands still until it is moved. */
export interface TempHistory {
  readonly path: string;
  readonly failures: unknown[];
  /** What the keeper said is wrong with the file. */
  readonly troubles: string[];
  nowMs: number;
  store: HistoryStore;
  /** Closes the store and opens the same file again. */
  reopen(): Promise<void>;
}

interface Test {
  after(clean: () => Promise<void>): void;
}

export async function openTempHistory(t: Test, options: Partial<HistoryOptions> = {}): Promise<TempHistory> {
  const folder = mkdtempSync(join(tmpdir(), 'history-'));
  const failures: unknown[] = [];
  const troubles: string[] = [];
  const open = () =>
    openHistory({
      path: temp.path,
      maxNewSeriesPerMinute: 20_000,
      onFailure: error => failures.push(error),
      onTrouble: sentence => troubles.push(sentence),
      now: () => temp.nowMs,
      ...options,
    });
  const temp = {
    path: join(folder, 'history.db'),
    failures,
    troubles,
    nowMs: NOON_MS,
    async reopen() {
      await temp.store.close();
      temp.store = await open();
    },
  } as TempHistory;
  temp.store = await open();
  t.after(async () => {
    await temp.store.close().catch(() => {}); // a test may have ended the worker
    rmSync(folder, { recursive: true });
  });
  return temp;
}

/** A reading of `metric` so many seconds after noon. */
export function reading(metric: string, second: number, value: number, more: Partial<Reading> = {}): Reading {
  return { metric, labels: {}, value, atMs: NOON_MS + second * 1000, ...more };
}

/** Sums and counts of every second of the minute after noon: enough to see which readings are there. */
export async function readMinute(
  store: HistoryStore,
  key: string,
): Promise<(readonly [second: number, value: number])[]> {
  const select = { keys: [key] };
  const { series } = await store.query({ select, fromMs: NOON_MS, toMs: NOON_MS + 60_000, stepMs: 1000 });
  const [buckets] = series;
  return buckets ? Array.from(buckets.index, (second, place) => [second, buckets.last[place]!] as const) : [];
}

export function appendAll(store: HistoryStore, readings: readonly Reading[]): Promise<Appended[]> {
  return Promise.all(readings.map(one => store.append([one])));
}
