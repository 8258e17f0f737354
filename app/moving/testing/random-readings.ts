import type { Labels, Reading } from '../../history/reading.ts';
import type { Random } from '../../testing/random.ts';

/** Pieces of label values that some format has a meaning for. */
const HOSTILE = [
  '"',
  '\\',
  '\n',
  '\r',
  ',',
  '=',
  ' ',
  '\t',
  '{',
  '}',
  '#',
  ' # {',
  '\\n',
  "'",
  'ä',
  '☃',
  '🙂',
  '\u2028',
  '\u0001',
];
const METRICS = [
  'a',
  'a_b',
  'a:b',
  'A',
  '_x9',
  'a_total',
  'a_count',
  'value',
  'temperature_celsius',
  'EOF',
  'c.d',
  'größe, in',
  '3x="',
];
const UNITS = [undefined, '°C', 'celsius', 'total', 'bytes/s', 'm(s)', 'a b'];
const SPECIAL = [
  0,
  -0,
  1,
  -1,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
  5e-324,
  1.7976931348623157e308,
  2 ** 53,
  0.1 + 0.2,
];

/** Readings of series with hostile labels and any float64, on either side of `atMs`; no moment of a series twice. */
export function randomReadings(random: Random, atMs: number, series: number, points: number): Reading[] {
  return Array.from({ length: series }, (_, number) => {
    const metric = METRICS[random(METRICS.length)]!;
    const labels = { ...randomLabels(random), number: `${number}` };
    const unit = UNITS[METRICS.indexOf(metric) % UNITS.length];
    return Array.from({ length: points }, (_, place) => ({
      ...{ metric, labels, value: randomValue(random), atMs: atMs + place * 7 + random(7) },
      ...(unit !== undefined && { unit }),
    }));
  }).flat();
}

function randomLabels(random: Random): Labels {
  const names = ['room', 'b', '_c', 'le', 'Z', 'a.b', 'ä =,"'].filter(() => random(2) === 0);
  return Object.fromEntries(names.map(name => [name, randomText(random)]));
}

/** Never empty: an empty label is none. */
function randomText(random: Random): string {
  const pieces = Array.from({ length: 1 + random(6) }, () => HOSTILE[random(HOSTILE.length * 2)] ?? 'x');
  return pieces.join('');
}

function randomValue(random: Random): number {
  if (random(4) === 0) return SPECIAL[random(SPECIAL.length)]!;
  if (random(2) === 0) return Math.round(random() * 1e4) / 10;
  return new Float64Array(Uint32Array.of(random(2 ** 32), random(2 ** 32)).buffer)[0]!;
}
