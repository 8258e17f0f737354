import type { PanelDefinition } from '../../definition.ts';
import type { PanelSeries } from '../../panel.ts';
import { SAMPLE_COUNT, SAMPLE_NOW_MS, sampleSeries } from '../sample-view.ts';

type Values = (at: number) => number | undefined;

const series = (name: string, valueAt: Values, more: Partial<PanelSeries> = {}) =>
  sampleSeries(
    name,
    Array.from({ length: SAMPLE_COUNT }, (_, at) => valueAt(at)),
    more,
  );

/** Looks like chance, and is the same each time. */
const noise = (at: number, seed = 1) => Math.sin(at * 12.9898 * seed + seed * 78.233) * Math.cos(at * 4.1 * seed);
const around = (mean: number, sway: number, seed: number): Values => {
  return at => mean + sway * Math.sin(at / 17 + seed) + (sway / 4) * noise(at, seed);
};

/** Plausible series for the example of each kind that shows queries; `trouble` is from 0 (all is well) to 1. */
const SERIES: { readonly [Kind in PanelDefinition['kind']]?: (trouble: number) => PanelSeries[] } = {
  stat: trouble => [series('attic', around(21 + 12 * trouble, 0.8, 1), { unit: 'celsius' })],
  gauge: trouble => [series('used', around(9.8e9 + 5.8e9 * trouble, 2e8, 1), { unit: 'bytes' })],
  'bar-gauge': trouble =>
    [0.62, 0.31, 0.78 + 0.2 * trouble, 0.05].map((share, at) =>
      series(['/', '/home', '/data', '/boot'][at]!, () => share, { unit: 'ratio' }),
    ),
  bars: () =>
    [4.2e6, 2.5e6, 1.1e6, 4e5, 9e4, 1e3].map((rate, at) =>
      series(['boat', 'attic', 'kitchen camera', 'router', 'printer', 'door'][at]!, () => rate, { unit: 'bytes/s' }),
    ),
  line: () => [
    series('in', around(4e6, 2e6, 1), { unit: 'bytes/s' }),
    series('out', around(1.5e6, 1e6, 2), { unit: 'bytes/s', isMirrored: true }),
    series('planned', () => 5e6, { unit: 'bytes/s', isDashed: true, yarn: 1 }),
  ],
  heatmap: () => histogram(),
  timeline: trouble => [
    series('front', at => (at > 70 && at < 74 ? 1 : 0)),
    series('garage', at => (at < 20 ? undefined : Number(at > 90))),
    series('cellar window', at => (trouble > 0.5 && at > 100 ? 2 : Number(Math.floor(at / 9) % 5 === 0))),
  ],
  status: trouble =>
    ['Oslo', 'Bergen', 'Tromsø', 'Ålesund', 'Vardø', 'Svolvær', 'Bodø'].map((name, at) =>
      series(name, () => Number(at !== 2 || trouble < 0.5), at === 4 ? { atMs: SAMPLE_NOW_MS - 60_000 } : {}),
    ),
  table: trouble =>
    ['kitchen', 'attic', 'cellar', 'the room behind the kitchen'].map((name, at) =>
      series(name, around(19 + at * (1 + trouble), 0.4, at + 1), { unit: 'celsius' }),
    ),
};

/** Requests by duration: most are quick, and for a while many are not. */
function histogram(): PanelSeries[] {
  const bounds = [0.001, 0.004, 0.016, 0.064, 0.25, 1, Number.POSITIVE_INFINITY];
  const within = (at: number, bucket: number) => {
    const middle = at > 70 && at < 84 ? 4 : 1.5;
    return Math.max(0, 120 * Math.exp(-((bucket - middle) ** 2) / 1.4) + 6 * noise(at, bucket + 1));
  };
  return bounds.map((le, bucket) =>
    series(String(le), at => bounds.slice(0, bucket + 1).reduce((sum, _, below) => sum + within(at, below), 0), {
      unit: 'seconds',
      labels: { le: Number.isFinite(le) ? String(le) : '+Inf' },
    }),
  );
}

/** Series that suit a kind; for a kind that is new here, some lines. */
export function gallerySeries(kind: PanelDefinition['kind'], trouble: number): PanelSeries[] {
  const make = SERIES[kind] ?? (() => [1, 2, 3].map(seed => series(`series ${seed}`, around(seed * 2, 1, seed))));
  return make(trouble);
}
