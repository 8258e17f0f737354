import { createRandom, type Random } from '../../../testing/random.ts';
import type { Row } from '../../head/testing/points-of.ts';

/** Values whose bits are easily lost on the way. */
const ODD_VALUES = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0, Number.MIN_VALUE, 2 ** 53];

/** How a batch of points lies beside those that came before it. */
type Draw = (random: Random, newestMs: number) => Row[];

const draws: readonly Draw[] = [
  // In order, right behind the newest one.
  (random, newestMs) => steps(random, newestMs + 1, random(3000), 1 + random(20)),
  (random, newestMs) => steps(random, newestMs + 1, random(5), 1),
  // Late, some of them at moments that are taken.
  (random, newestMs) => scatter(random, newestMs - 3000, 3000, random(200)),
  (random, newestMs) => scatter(random, newestMs - 50, 60, random(100)),
  // Long ago: before all others, or in gaps.
  (random, newestMs) => steps(random, newestMs - random(200_000), random(2500), 1 + random(50)),
  // Single points that are far from each other.
  (random, newestMs) => scatter(random, newestMs - 100_000, 200_000, 4),
];

/** Points in order of time, each moment once, again and again; the same ones for the same seed. */
export function* randomBatches(seed: number, count: number): Iterable<ReadonlyMap<number, number>> {
  const random = createRandom(seed);
  let newestMs = 1e9;
  for (let i = 0; i < count; i++) {
    const batch = new Map(draws[random(draws.length)]!(random, newestMs).sort(([a], [b]) => a - b));
    for (const atMs of batch.keys()) newestMs = Math.max(newestMs, atMs);
    yield batch;
  }
}

function steps(random: Random, fromMs: number, count: number, maxStepMs: number): Row[] {
  let atMs = fromMs;
  return Array.from({ length: count }, () => {
    const row = [atMs, drawValue(random)] as const;
    atMs += 1 + random(maxStepMs);
    return row;
  });
}

function scatter(random: Random, fromMs: number, spanMs: number, count: number): Row[] {
  return Array.from({ length: count }, () => [fromMs + random(spanMs), drawValue(random)] as const);
}

function drawValue(random: Random): number {
  if (random(50) === 0) return ODD_VALUES[random(ODD_VALUES.length)]!;
  return random(2) === 0 ? random(1000) / 10 : random();
}
