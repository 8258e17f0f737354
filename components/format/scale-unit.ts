/** Divide a value by `divisor` to read it in `unit`. */
export type ScaledUnit = { divisor: number; unit: string };

/** A step is taken a little early, so that 999.7 kB reads 1.0 MB and not 1 000 kB. */
const CARRY = 0.9995;

/**
 * The multiple of a unit in which a magnitude reads best: `bytes` 9.9e9 in GB, `seconds` 0.0018 in ms. Bytes are scaled by 1000,
 * as their symbols say (SI). Per cent and degrees are never scaled; counts and unknown units only from ten million on, so that a
 * counter is seen to count.
 */
export function scaleUnit(magnitude: number, unit: string): ScaledUnit {
  const size = Math.abs(magnitude);
  const ladder = size < COUNTED && !SCALED_EARLY.has(unit) ? [{ divisor: 1, unit }] : ladderOf(unit);
  if (size === 0 || !Number.isFinite(size)) return ladder.find(step => step.divisor === 1)!;
  return ladder.find(step => size >= step.divisor * CARRY) ?? ladder.at(-1)!;
}

/** Below this a count is written out. */
const COUNTED = 1e7;
const SCALED_EARLY = new Set(['seconds', 'bytes', 'bytes/s']);
const UNSCALED = new Set(['%', '°C', '°F', 'K']);

const SECONDS: readonly ScaledUnit[] = [
  { divisor: 86_400, unit: 'd' },
  { divisor: 3600, unit: 'h' },
  { divisor: 60, unit: 'min' },
  { divisor: 1, unit: 's' },
  { divisor: 1e-3, unit: 'ms' },
  { divisor: 1e-6, unit: 'µs' },
];

/** Every ladder goes from the largest step to the smallest and has a step of 1. */
function ladderOf(unit: string): readonly ScaledUnit[] {
  if (unit === 'seconds') return SECONDS;
  if (unit === 'bytes') return decimalLadder('B', 1e3);
  if (unit === 'bytes/s') return decimalLadder('B/s', 1e3);
  if (UNSCALED.has(unit)) return [{ divisor: 1, unit }];
  const isSymbol = unit === '' || unit.startsWith('/');
  return decimalLadder(isSymbol ? unit : ` ${unit}`, 1e6);
}

function decimalLadder(symbol: string, smallest: number): readonly ScaledUnit[] {
  const prefixes: readonly [number, string][] = [
    [1e15, 'P'],
    [1e12, 'T'],
    [1e9, 'G'],
    [1e6, 'M'],
    [1e3, 'k'],
  ];
  const steps = prefixes.filter(([divisor]) => divisor >= smallest);
  return [
    ...steps.map(([divisor, prefix]) => ({ divisor, unit: prefix + symbol })),
    { divisor: 1, unit: symbol.trimStart() },
  ];
}
