import { IEC_PREFIXES, type KnownUnit, knownUnit } from './known-unit.ts';
import { SI_FACTORS } from './unit.ts';

/** Divide a value by `divisor` to read it in `unit`. */
export type ScaledUnit = { divisor: number; unit: string };

/** Below this a count is written out. */
const COUNTED = 1e7;
const COUNT_PREFIXES = ['P', 'T', 'G', 'M'] as const;
/** Names of spans, from the largest; what is shorter than a second is a part of it. */
const SPANS = [
  [86_400, 'd'],
  [3600, 'h'],
  [60, 'min'],
  [1, 's'],
  [1e-3, 'ms'],
  [1e-6, 'µs'],
  [1e-9, 'ns'],
] as const;

const ladders = new WeakMap<KnownUnit, readonly ScaledUnit[]>();

/**
 * The multiples in which a unit is read, from the largest to the smallest; `magnitude` decides only whether a count is
 * written out. One of the steps has a divisor of 1: the unit as it was sent.
 */
export function unitLadder(text: string, magnitude: number): readonly ScaledUnit[] {
  const known = knownUnit(text);
  if (!known || known.unit.scaling.kind === 'counted') return countLadder(known ? known.unit.symbol : text, magnitude);
  const kept = ladders.get(known);
  if (kept) return kept;
  const ladder = makeLadder(known);
  ladders.set(known, ladder);
  return ladder;
}

function makeLadder({ unit: { symbol, scaling }, factor }: KnownUnit): readonly ScaledUnit[] {
  switch (scaling.kind) {
    case 'si':
      return withPrefixes(
        scaling.prefixes.map(prefix => [SI_FACTORS[prefix], prefix]),
        symbol,
        factor,
      );
    case 'iec':
      return withPrefixes(
        IEC_PREFIXES.map((prefix, index) => [1024 ** (index + 1), prefix]),
        symbol,
        factor,
      );
    case 'time':
      return SPANS.map(([seconds, name]) => ({ divisor: divide(seconds, scaling.seconds), unit: name }));
    case 'share':
      return [{ divisor: 0.01, unit: symbol }];
    default:
      return [{ divisor: 1, unit: symbol }];
  }
}

function withPrefixes(prefixes: readonly (readonly [number, string])[], symbol: string, factor: number): ScaledUnit[] {
  const steps = [...prefixes, [1, ''] as const].sort(([a], [b]) => b - a);
  return steps.map(([size, prefix]) => ({ divisor: divide(size, factor), unit: prefix + symbol }));
}

/** Units of one letter and more stand apart from the prefix of a count: `12 M orders`, but `12 M/s`. */
function countLadder(symbol: string, magnitude: number): readonly ScaledUnit[] {
  const plain = { divisor: 1, unit: symbol };
  if (magnitude < COUNTED) return [plain];
  const rest = symbol === '' || symbol.startsWith('/') ? symbol : ` ${symbol}`;
  return [...COUNT_PREFIXES.map(prefix => ({ divisor: SI_FACTORS[prefix], unit: prefix + rest })), plain];
}

/** Factors are powers of ten and two, which a quotient of floats may miss by a little: 1e-3 / 1e-6. */
function divide(a: number, b: number): number {
  return Number((a / b).toPrecision(15));
}
