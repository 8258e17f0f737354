import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PictureToKeep } from '../kept/calls.ts';
import type { KeepLimits } from '../kept/keep-limits.ts';
import type { Moment } from '../kept/picture.ts';
import { type ImageStore, openImages } from '../store.ts';

/** A store of pictures in a folder of its own. */
export interface TempImages {
  readonly path: string;
  readonly failures: unknown[];
  nowMs: number;
  store: ImageStore;
  /** Closes the store and opens the same file again, with other limits if they are given. */
  reopen(limits?: Partial<KeepLimits>): Promise<void>;
  /** Keeps a picture that is nothing but so many bytes of one value. */
  keep(name: string, value: number, more?: Partial<Kept>): Promise<Moment>;
}

interface Kept extends Omit<PictureToKeep, 'picture' | 'name'> {
  readonly sizeBytes: number;
}

interface Test {
  after(clean: () => Promise<void>): void;
}

export const START_MS = Date.UTC(2026, 5, 1, 12);
export const THUMB_BYTES = 100;

const LIMITS: KeepLimits = {
  maxAgeMs: 24 * 60 * 60_000,
  maxPictures: 1000,
  maxBytes: 64 * 1024 * 1024,
  maxTotalBytes: 256 * 1024 * 1024,
  maxNames: 10,
};

export async function openTempImages(t: Test, limits: Partial<KeepLimits> = {}): Promise<TempImages> {
  const folder = mkdtempSync(join(tmpdir(), 'images-'));
  const path = join(folder, 'images.db');
  const failures: unknown[] = [];
  const open = (more: Partial<KeepLimits>) =>
    openImages({
      path,
      limits: { ...LIMITS, ...more },
      now: () => temp.nowMs,
      onFailure: error => failures.push(error),
    });
  const temp: TempImages = {
    path,
    failures,
    nowMs: START_MS,
    store: undefined as never,
    async reopen(more = limits) {
      await temp.store.close();
      temp.store = await open(more);
    },
    async keep(name, value, { atMs = temp.nowMs, labels = {}, sizeBytes = 2000 } = {}) {
      const bytes = new Uint8Array(sizeBytes).fill(value);
      const thumb = new Uint8Array(THUMB_BYTES).fill(value);
      const picture = { format: 'jpeg', width: 640, height: 480, bytes, thumb } as const;
      const kept = await temp.store.keep({ name, atMs, labels, picture });
      if ('refusal' in kept) throw new Error(kept.refusal);
      return kept.moment;
    },
  };
  temp.store = await open(limits);
  t.after(async () => {
    await temp.store.close().catch(() => {}); // a test may have ended the worker
    rmSync(folder, { recursive: true });
  });
  return temp;
}
