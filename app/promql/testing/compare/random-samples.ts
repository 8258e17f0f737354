import { createRandom, type Random } from '../../../testing/random.ts';
import type { Samples } from '../../eval/source.ts';

/** The first and the last moment of what `createRandomSamples` makes, milliseconds since 1970 UTC. */
export const DATA_FROM_MS = Date.UTC(2023, 10, 14, 22);
export const DATA_TO_MS = DATA_FROM_MS + 2 * 60 * 60_000;

const STALE = new Float64Array(BigUint64Array.of(0x7ff0_0000_0000_0002n).buffer);

/** Bounds of the buckets of `wait`, seconds. */
const BOUNDS = ['0.1', '0.5', '1', '2.5', '+Inf'];

type Next = () => number | undefined;

/**
 * Series of all kinds, the same for the same seed: gauges, counters with resets, buckets, gaps, ends, odd numbers, scraped every 5 s to
 * every minute. Numbers are multiples of powers of two, so that sums are exact in any order; no two series of `warmth`, `limit` and
 * `requests_total` ever share a number. No sample is at a multiple of 250 ms: see `comparable-promql.ts`.
 */
export function createRandomSamples(seed: number): Samples[] {
  const random = createRandom(seed);
  const all: Samples[] = [];
  const add = (intervalSeconds: number, labels: Record<string, string>, next: Next, gap?: Gaps) =>
    all.push(scrape(random, { intervalSeconds, labels, next, gaps: gap ?? NO_GAPS }));
  let own = 0;
  for (const house of ['a', 'b', 'c']) {
    add(60, { __name__: 'limit', house }, walk(random, 20, 3, 2 ** -++own));
    for (const room of ['bath', 'attic', 'hall']) {
      add(15, { __name__: 'warmth', house, room }, walk(random, 15, 4, 2 ** -++own));
      add(30, { __name__: 'damp', house, room }, walk(random, 0, 5, 0.25), GAPS);
      add(15, { __name__: 'starts_total', house, room }, count(random, 1_000_000, 0), GAPS);
    }
  }
  for (const host of ['h1', 'h2', 'h3']) {
    for (const code of ['200', '404', '500']) {
      const unique = 2 ** -(++own - 12);
      add(15, { __name__: 'requests_total', host, code }, count(random, 100_000, 0.01, unique));
    }
    add(5, { __name__: 'load', host }, walk(random, 2, 2, 0.125), GAPS);
    for (const version of ['1.0', '1.1']) add(60, { __name__: 'build', host, version }, () => 1, OFTEN_GONE);
    const buckets = BOUNDS.map(() => count(random, 10_000, 0.002));
    for (const [at, le] of BOUNDS.entries()) {
      const below = buckets.slice(0, at + 1);
      add(30, { __name__: 'wait_bucket', host, le }, () => below.reduce((sum, next) => sum + next()!, 0));
    }
  }
  for (const [kind, numbers] of Object.entries(ODD))
    add(60, { __name__: 'odd', kind }, () => numbers[random(numbers.length)]);
  for (const n of ['1', '2']) add(60, { __name__: 'moment', n }, () => random(4e9) - 1e8);
  return all;
}

const ODD: Readonly<Record<string, readonly number[]>> = {
  nan: [Number.NaN, 1],
  infinite: [Number.POSITIVE_INFINITY, 5],
  negative: [Number.NEGATIVE_INFINITY, -0.5],
  zero: [0, -0],
  huge: [1.5e140, 2e18, 1e21],
  tiny: [1e-300, 2 ** -40, 1e-7],
};

/** By chance at each scrape: how often a gap begins, and how often a series ends with a stale marker before it. */
interface Gaps {
  readonly share: number;
  readonly staleShare: number;
  readonly longestScrapes: number;
}

const NO_GAPS: Gaps = { share: 0, staleShare: 0, longestScrapes: 0 };
const GAPS: Gaps = { share: 0.01, staleShare: 0.5, longestScrapes: 40 };
const OFTEN_GONE: Gaps = { share: 0.05, staleShare: 1, longestScrapes: 30 };

interface Scraped {
  readonly intervalSeconds: number;
  readonly labels: Readonly<Record<string, string>>;
  readonly next: Next;
  readonly gaps: Gaps;
}

function scrape(random: Random, { intervalSeconds, labels, next, gaps }: Scraped): Samples {
  const times: number[] = [];
  const values: number[] = [];
  const stale: number[] = [];
  let left = 0;
  for (let atMs = DATA_FROM_MS; atMs <= DATA_TO_MS; atMs += intervalSeconds * 1000) {
    if (left-- > 0) continue;
    times.push(atMs + 1 + random(249));
    if (random() < gaps.share) {
      left = 1 + random(gaps.longestScrapes);
      if (random() < gaps.staleShare) stale.push(values.length);
    }
    values.push(next() ?? 0);
  }
  const numbers = Float64Array.from(values);
  for (const at of stale) numbers.set(STALE, at);
  return { labels, times: Float64Array.from(times), values: numbers };
}

/** Whole steps up and down from `start`, and always so much more. */
function walk(random: Random, start: number, most: number, more: number): Next {
  let value = start;
  return () => {
    if (random(3) === 0) value += random(2 * most + 1) - most;
    return value + more;
  };
}

/** A counter does not begin near 0: there Prometheus 2.42 reckons with more than half an interval before the first sample (`left-out.ts`). */
const RISING_SCRAPES = 40;

function count(random: Random, start: number, resetShare: number, more = 0): Next {
  let [value, scrapes] = [start, 0];
  return () => {
    value = ++scrapes > RISING_SCRAPES && random() < resetShare ? 0 : value + random(9);
    return value + more;
  };
}
