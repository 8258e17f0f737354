import { createRandom } from '../../testing/random.ts';

/** Texts of different lengths up to `maxBytes`, each of which begins with its index; the same in every run. */
export function randomFrames(count: number, maxBytes: number): string[] {
  const random = createRandom(count);
  return Array.from({ length: count }, (_, index) => `${index};`.padEnd(1 + random(maxBytes), '.'));
}
