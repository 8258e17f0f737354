import type { ChunkTable } from '../chunk/chunk-table.ts';
import { createTurns } from '../range/turns.ts';
import type { SeriesIndex } from '../series-index.ts';
import type { KeepRule } from './keep-rule.ts';
import type { Retention } from './retention.ts';

/** To add up what readings take costs reading through them. */
const LOOK_EVERY_MS = 10 * 60_000;

/** Chunks are counted by the minute in which they end. */
const SLOT_MS = 60_000;

export interface ByteLimitsParts {
  readonly chunks: Pick<ChunkTable, 'sizes'>;
  readonly index: SeriesIndex;
  readonly retention: Retention;
}

/** Finds, for rules that limit what their readings take, which of them are too many. */
export class ByteLimits {
  readonly #parts: ByteLimitsParts;
  readonly #beforeMs = new Map<KeepRule, number>();
  #lookedAtMs = Number.NEGATIVE_INFINITY;

  constructor(parts: ByteLimitsParts) {
    this.#parts = parts;
  }

  /** What ends before this moment is more than the rule allows. */
  beforeMs(rule: KeepRule): number {
    return this.#beforeMs.get(rule) ?? Number.NEGATIVE_INFINITY;
  }

  /** There are limits, and it is some time since it looked. */
  isDue(nowMs: number): boolean {
    const isLimited = this.#parts.retention.rules.some(({ maxBytes }) => maxBytes !== undefined);
    return isLimited && Math.abs(nowMs - this.#lookedAtMs) >= LOOK_EVERY_MS;
  }

  /** Looks anew, and gives others their turn meanwhile. */
  async refresh(signal: AbortSignal, nowMs: number): Promise<void> {
    this.#lookedAtMs = nowMs;
    for (const rule of this.#parts.retention.rules) {
      if (rule.maxBytes === undefined) continue;
      const bytesBySlot = await this.#measure(rule, signal);
      this.#beforeMs.set(rule, findBeforeMs(bytesBySlot, rule.maxBytes));
    }
  }

  async #measure(rule: KeepRule, signal: AbortSignal): Promise<Map<number, number>> {
    const { chunks, index, retention } = this.#parts;
    const giveTurn = createTurns(signal);
    const bytesBySlot = new Map<number, number>();
    for (const { id } of Array.from(index.values()).filter(({ metric }) => retention.of(metric) === rule)) {
      for (const { lastMs, bytes } of chunks.sizes(id)) {
        const slot = Math.floor(lastMs / SLOT_MS);
        bytesBySlot.set(slot, (bytesBySlot.get(slot) ?? 0) + bytes);
      }
      await giveTurn();
    }
    return bytesBySlot;
  }
}

/** The newest minute stays, whatever it takes. */
function findBeforeMs(bytesBySlot: ReadonlyMap<number, number>, maxBytes: number): number {
  const [newest, ...older] = Array.from(bytesBySlot).sort(([a], [b]) => b - a);
  let bytes = newest?.[1] ?? 0;
  for (const [slot, inSlot] of older) {
    bytes += inSlot;
    if (bytes > maxBytes) return (slot + 1) * SLOT_MS;
  }
  return Number.NEGATIVE_INFINITY;
}
