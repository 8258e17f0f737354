import { holdsFor, toCondition } from '../../../history/labels/label-condition.ts';
import type { Samples, Source } from '../../eval/source.ts';
import type { TestLoad } from './read-commands.ts';
import { readTestSeries } from './test-series.ts';

const STALE = new Float64Array(BigUint64Array.of(0x7ff0_0000_0000_0002n).buffer);

/** What the `load`s of a test gave, to be asked like a history. */
export class TestStorage implements Source {
  readonly #series = new Map<string, Samples>();
  /** Metrics of which some samples are native histograms, which are left out. */
  readonly withHistograms = new Set<string>();

  load({ stepMs, lines, makesHistograms }: TestLoad): void {
    for (const line of lines) {
      const { labels, values } = readTestSeries(line);
      const metric = labels.__name__ ?? '';
      if (makesHistograms && metric.endsWith('_bucket')) this.withHistograms.add(metric.slice(0, -'_bucket'.length));
      if (!values) this.withHistograms.add(metric);
      else this.#add(toSamples(labels, values, stepMs));
    }
  }

  async select(matchers: Parameters<Source['select']>[0], fromMs: number, toMs: number): Promise<readonly Samples[]> {
    const conditions = matchers.map(toCondition);
    return Array.from(this.#series.values())
      .filter(({ labels }) => conditions.every(one => holdsFor(one, labels.__name__ ?? '', labels)))
      .map(({ labels, times, values }) => {
        const from = times.findIndex(atMs => atMs > fromMs);
        const to = times.findLastIndex(atMs => atMs <= toMs) + 1;
        const [first, last] = [from < 0 ? times.length : from, Math.max(to, 0)];
        return { labels, times: times.slice(first, last), values: values.slice(first, last) };
      });
  }

  /** A series may be loaded in parts. */
  #add(samples: Samples): void {
    const key = JSON.stringify(Object.entries(samples.labels).sort());
    const known = this.#series.get(key);
    this.#series.set(key, known ? join(known, samples) : samples);
  }
}

function toSamples(labels: Samples['labels'], values: readonly (number | 'stale' | null)[], stepMs: number): Samples {
  const places = values.flatMap((value, place) => (value === null ? [] : [place]));
  const numbers = new Float64Array(places.length);
  // As bits: assigned as a number, a NaN may become another one.
  for (const [at, place] of places.entries())
    numbers.set(values[place] === 'stale' ? STALE : [values[place] as number], at);
  return { labels, times: Float64Array.from(places, place => place * stepMs), values: numbers };
}

function join(a: Samples, b: Samples): Samples {
  const [times, values] = [
    new Float64Array([...a.times, ...b.times]),
    new Float64Array(a.times.length + b.times.length),
  ];
  values.set(a.values);
  values.set(b.values, a.values.length);
  const order = Array.from(times.keys()).sort((x, y) => times[x]! - times[y]!);
  const sorted = new Float64Array(order.length);
  for (const [at, place] of order.entries()) sorted.set(values.subarray(place, place + 1), at);
  return { labels: a.labels, times: Float64Array.from(order, place => times[place]!), values: sorted };
}
