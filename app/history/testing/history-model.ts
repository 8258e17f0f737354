import { RESTORABLE_MS } from '../removal.ts';
import type { Renamed } from '../rename.ts';

type Points = Map<number, number>;

interface Hidden {
  readonly key: string;
  readonly removedMs: number;
  readonly points: Points;
}

/** What a history does, in a map: without a file, without limits, and without a way to be wrong. */
export class HistoryModel {
  readonly #retentionMs: number;
  readonly #visible = new Map<string, Points>();
  #hidden: Hidden[] = [];

  constructor(retentionMs: number) {
    this.#retentionMs = retentionMs;
  }

  append(key: string, atMs: number, value: number, nowMs: number): void {
    if (atMs < nowMs - this.#retentionMs) return;
    if (!this.#visible.has(key)) this.#visible.set(key, new Map());
    this.#visible.get(key)!.set(atMs, value);
  }

  /** Whether there was such a series. */
  remove(key: string, removedMs: number): boolean {
    const points = this.#visible.get(key);
    if (!points) return false;
    this.#hidden.push({ key, removedMs, points });
    return this.#visible.delete(key);
  }

  /** Whether there was one to bring back. */
  restore(key: string, nowMs: number): boolean {
    const hidden = this.#hidden.findLast(one => one.key === key && one.removedMs > nowMs - RESTORABLE_MS);
    if (!hidden) return false;
    this.#hidden = this.#hidden.filter(one => one !== hidden);
    this.#visible.set(key, new Map([...hidden.points, ...(this.#visible.get(key) ?? [])]));
    return true;
  }

  /** What became of it. */
  rename(key: string, newKey: string, joins: boolean): Renamed['outcome'] {
    const points = this.#visible.get(key);
    if (!points) return 'missing';
    if (key === newKey) return 'renamed';
    const other = this.#visible.get(newKey);
    if (other && !joins) return 'taken';
    this.#visible.delete(key);
    this.#visible.set(newKey, new Map([...points, ...(other ?? [])]));
    return other ? 'joined' : 'renamed';
  }

  sweep(nowMs: number): void {
    for (const [key] of this.#visible) if (this.points(key, nowMs).length === 0) this.#visible.delete(key);
  }

  keys(): string[] {
    return Array.from(this.#visible.keys());
  }

  /** By time, those past the retention left out: when they go is the store's business. */
  points(key: string, nowMs: number): [atMs: number, value: number][] {
    const kept = Array.from(this.#visible.get(key) ?? []).filter(([atMs]) => atMs >= nowMs - this.#retentionMs);
    return kept.sort(([a], [b]) => a - b);
  }
}
