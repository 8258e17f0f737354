import type { Reading } from '../../history/reading.ts';

const SERIES = 50;

/** Readings of fifty series in the last hours, some 45 bytes each as text. */
export function manyReadings(count: number): Reading[] {
  const steps = Math.ceil(count / SERIES);
  const startMs = Date.now() - steps * 100;
  return Array.from({ length: steps * SERIES }, (_, i) => {
    const [series, step] = [i % SERIES, Math.floor(i / SERIES)];
    return { metric: 'many', labels: { series: `number ${series}` }, value: step / 8, atMs: startMs + step * 100 };
  });
}
