import { createRandom } from '../../../testing/random.ts';
import { createComparablePromql } from './comparable-promql.ts';
import { DATA_FROM_MS, DATA_TO_MS } from './random-samples.ts';

/** A query, and when it looks; without a step at one moment. */
export interface ComparableQuery {
  readonly text: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly stepMs: number | undefined;
}

const SPAN_SECONDS = (DATA_TO_MS - DATA_FROM_MS) / 1000;

/** Queries by chance, half of them over time; the same ones for the same seed. Their moments are half a second past a whole one. */
export function createComparableQueries(seed: number): () => ComparableQuery {
  const random = createRandom(seed ^ 0x5eed);
  const nextText = createComparablePromql(seed);
  return () => {
    const text = nextText();
    const startMs = DATA_FROM_MS + 500 + (300 + random(SPAN_SECONDS - 300)) * 1000;
    if (random(2) === 0) return { text, startMs, endMs: startMs, stepMs: undefined };
    const stepMs = [15, 30, 60, 77, 300][random(5)]! * 1000;
    return { text, startMs, endMs: startMs + (1 + random(40)) * stepMs + random(15) * 1000, stepMs };
  };
}
