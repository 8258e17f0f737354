/** Series of which samples are kept in memory; one that two selectors find counts twice. */
export const MAX_HELD_SERIES = 100_000;

/** Samples that are kept in memory, 16 bytes each: 256 MiB. */
export const MAX_HELD_SAMPLES = 16 * 1024 * 1024;

/** Steps of result lines that are kept, 9 bytes each: 576 MiB. A panel of 500 lines and 2000 steps has a million. */
export const MAX_HELD_RESULTS = 64 * 1024 * 1024;

export interface HeldBounds {
  readonly series: number;
  readonly samples: number;
  readonly results: number;
}

/** What all live queries together keep in memory. */
export interface HeldMemory extends Readonly<HeldBounds> {
  readonly bounds: HeldBounds;
  add(kind: keyof HeldBounds, count: number): void;
  /** Whether so many more fit. */
  hasRoom(kind: keyof HeldBounds, count: number): boolean;
}

export function createHeldMemory(bounds: Partial<HeldBounds> = {}): HeldMemory {
  const held = { series: 0, samples: 0, results: 0 };
  const all = { series: MAX_HELD_SERIES, samples: MAX_HELD_SAMPLES, results: MAX_HELD_RESULTS, ...bounds };
  return {
    bounds: all,
    get series() {
      return held.series;
    },
    get samples() {
      return held.samples;
    },
    get results() {
      return held.results;
    },
    add(kind, count) {
      held[kind] += count;
    },
    hasRoom: (kind, count) => held[kind] + count <= all[kind],
  };
}
