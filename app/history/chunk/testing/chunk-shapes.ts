import { createRandom } from '../../../testing/random.ts';

/** Gives the next number of a series. */
type Next = () => number;
type Shape = (random: Next) => Next;

const START_MS = Date.UTC(2026, 0, 1);

/** How values come, each from its own start, drawn from a generator with a seed. */
export const valueShapes = {
  constant: random => {
    const level = Math.round(random() * 1000);
    return () => level;
  },
  counter: random => {
    let count = Math.floor(random() * 1e6);
    return () => (count += Math.floor(random() * 100));
  },
  'counter that begins anew': random => {
    let count = 1e9;
    return () => (count = random() < 0.01 ? 0 : count + Math.floor(random() * 100));
  },
  'walk with 1 decimal': random => walk(random, 0.5, 10),
  'walk with 3 decimals': random => walk(random, 0.05, 1000),
  'walk in pages of memory': random => {
    const next = walk(random, 5, 1);
    return () => next() * 4096;
  },
  'walk with odd values': random => {
    const next = walk(random, 0.5, 10);
    const odd = [Number.NaN, Infinity, -Infinity, -0, 5e-324, Math.PI, 1e300];
    return () => (random() < 0.01 ? odd[Math.floor(random() * odd.length)]! : next());
  },
  'full walk': random => {
    let level = 50;
    return () => (level += gaussian(random) / 10);
  },
  'float32 noise': random => () => Math.fround(20 + gaussian(random)),
  'uniform noise': random => () => random() + random() / 2 ** 32,
  'gaussian noise': random => () => gaussian(random),
} satisfies Record<string, Shape>;

/** How times come, in milliseconds since 1970. */
export const timeShapes = {
  'every second': () => steps(() => 1000),
  jittered: random => {
    const next = steps(() => 1000);
    return () => next() + Math.round(random() * 20 - 10);
  },
  'with gaps': random => steps(() => (random() < 0.01 ? 60_000 : 1000)),
  'at random': random => steps(() => 1 + Math.floor(random() ** 8 * 1e9)),
} satisfies Record<string, Shape>;

export type ValueShape = keyof typeof valueShapes;
export type TimeShape = keyof typeof timeShapes;

export interface Points {
  readonly times: Float64Array;
  readonly values: Float64Array;
}

/** The same points for the same seed. */
export function drawPoints(value: ValueShape, time: TimeShape, count: number, seed: number): Points {
  const random = createRandom(seed);
  const nextTime = timeShapes[time](random);
  const nextValue = valueShapes[value](random);
  return { times: draw(nextTime, count), values: draw(nextValue, count) };
}

function draw(next: Next, count: number): Float64Array {
  return Float64Array.from({ length: count }, next);
}

function steps(stepMs: Next): Next {
  let atMs = START_MS;
  return () => (atMs += stepMs());
}

function walk(random: Next, deviation: number, unitsPerOne: number): Next {
  let level = 50;
  return () => {
    level += gaussian(random) * deviation;
    return Math.round(level * unitsPerOne) / unitsPerOne;
  };
}

/** Mean 0, deviation 1. (Box and Muller, 1958.) */
function gaussian(random: Next): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
